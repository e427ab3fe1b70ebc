package io.flowverdict.local;

import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The scope of a folder of AWS CLI output, which names neither account nor Region.
final class LocalScope {

  private static final String UNKNOWN = "-";

  private LocalScope() {}

  /// {@return the account that owns most of it, in an unknown Region}
  static Scope of(Snapshot snapshot) {
    Stream<@Nullable String> owners =
        Stream.of(
                snapshot.vpcs().values().stream().map(Vpc::ownerId),
                snapshot.securityGroups().values().stream().map(SecurityGroup::ownerId),
                snapshot.interfaces().values().stream().map(NetworkInterface::ownerId))
            .flatMap(Function.identity());
    Map<String, Long> counts =
        owners
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(owner -> owner, TreeMap::new, Collectors.counting()));
    String account =
        counts.entrySet().stream()
            .max(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(
                        Comparator.comparing(Map.Entry<String, Long>::getKey).reversed()))
            .map(Map.Entry::getKey)
            .orElse(UNKNOWN);
    return new Scope(account, UNKNOWN);
  }
}
