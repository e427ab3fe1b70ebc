package io.flowverdict.core.net;

import java.util.Map;
import java.util.Set;

/// Ports whose exposure matters more, or less, than that of others.
public final class SensitivePorts {

  /// Remote administration.
  public static final Set<Integer> ADMINISTRATION = Set.of(22, 23, 3389, 5900, 5985, 5986);

  /// Databases, caches and message brokers, with their usual names.
  public static final Map<Integer, String> DATA_STORES =
      Map.ofEntries(
          Map.entry(1433, "SQL Server"),
          Map.entry(1521, "Oracle"),
          Map.entry(2181, "ZooKeeper"),
          Map.entry(3306, "MySQL"),
          Map.entry(5432, "PostgreSQL"),
          Map.entry(5672, "AMQP"),
          Map.entry(6379, "Redis"),
          Map.entry(9042, "Cassandra"),
          Map.entry(9092, "Kafka"),
          Map.entry(9200, "Elasticsearch"),
          Map.entry(11211, "Memcached"),
          Map.entry(27017, "MongoDB"));

  /// What is meant to be reached from the Internet.
  public static final Set<Integer> WEB = Set.of(80, 443);

  private SensitivePorts() {}

  /// {@return whether people log in at this port, or data is kept behind it}
  public static boolean contains(int port) {
    return ADMINISTRATION.contains(port) || DATA_STORES.containsKey(port);
  }
}
