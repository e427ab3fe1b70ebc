package io.flowverdict.aws.configuration;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowverdict.aws.configuration.CaptureFormat.Capture;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Writes a snapshot as one JSON document that [SnapshotReader] reads back as an equal snapshot.
///
/// Equal snapshots make equal bytes, in ASCII. Rules with ids are written as `SecurityGroupRules`,
/// the others as permissions of their group.
public final class SnapshotWriter {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .build())
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
          .build();

  private SnapshotWriter() {}

  /// Writes the snapshot. The stream is flushed and left open.
  ///
  /// @throws IOException when the stream cannot be written
  public static void write(Snapshot snapshot, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeFieldName(SnapshotFormat.KEY);
      json.writeTree(SnapshotFormat.write(snapshot.incomplete()).node());
      for (ResourceKind kind : ResourceKind.values()) {
        if (!isAbsent(kind, snapshot)) {
          write(kind, snapshot, json);
        }
      }
      json.writeEndObject();
    }
  }

  /// Writes what `capture` notes. The stream is flushed and left open.
  static void write(Capture capture, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeFieldName(CaptureFormat.KEY);
      json.writeTree(CaptureFormat.write(capture).node());
      json.writeEndObject();
    }
  }

  /// Whether a listing was not read at all: an empty list would say that there is nothing.
  private static boolean isAbsent(ResourceKind kind, Snapshot snapshot) {
    if (!snapshot.incomplete().has(kind.listing())) {
      return false;
    }
    return switch (kind) {
      case VPCS -> snapshot.vpcs().isEmpty();
      case SUBNETS -> snapshot.subnets().isEmpty();
      case NETWORK_INTERFACES -> snapshot.interfaces().isEmpty();
      case SECURITY_GROUPS -> snapshot.securityGroups().isEmpty();
      case SECURITY_GROUP_RULES -> identifiedRules(snapshot).isEmpty();
      case NETWORK_ACLS -> snapshot.networkAcls().isEmpty();
      case MANAGED_PREFIX_LISTS, PREFIX_LISTS, PREFIX_LIST_ENTRIES ->
          snapshot.prefixLists().isEmpty();
      case PEERINGS -> snapshot.peerings().isEmpty();
      case GROUP_VPC_ASSOCIATIONS -> snapshot.groupVpcAssociations().isEmpty();
      case FLOW_LOGS -> snapshot.flowLogs().isEmpty();
    };
  }

  private static void write(ResourceKind kind, Snapshot snapshot, JsonGenerator json)
      throws IOException {
    switch (kind) {
      case VPCS -> write(kind, snapshot.vpcs().values(), VpcJson::writeVpc, json);
      case SUBNETS -> write(kind, snapshot.subnets().values(), VpcJson::writeSubnet, json);
      case NETWORK_INTERFACES ->
          write(kind, snapshot.interfaces().values(), InterfaceJson::write, json);
      case SECURITY_GROUPS ->
          write(kind, snapshot.securityGroups().values(), GroupJson::write, json);
      case SECURITY_GROUP_RULES -> write(kind, identifiedRules(snapshot), RuleJson::write, json);
      case NETWORK_ACLS -> write(kind, snapshot.networkAcls().values(), AclJson::write, json);
      case MANAGED_PREFIX_LISTS ->
          write(kind, snapshot.prefixLists().values(), PrefixListJson::write, json);
      case PREFIX_LISTS, PREFIX_LIST_ENTRIES -> {} // The managed lists hold both.
      case PEERINGS -> write(kind, snapshot.peerings().values(), PeeringJson::write, json);
      case GROUP_VPC_ASSOCIATIONS ->
          write(kind, snapshot.groupVpcAssociations(), GroupJson::writeAssociation, json);
      case FLOW_LOGS -> write(kind, snapshot.flowLogs().values(), FlowLogJson::write, json);
    }
  }

  private static List<SecurityGroupRule> identifiedRules(Snapshot snapshot) {
    return snapshot.securityGroups().values().stream()
        .map(SecurityGroup::rules)
        .flatMap(List::stream)
        .filter(rule -> rule.ruleId() != null)
        .toList();
  }

  private static <T> void write(
      ResourceKind kind, Collection<T> values, Function<T, Fields> conversion, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(kind.key());
    for (T value : values) {
      json.writeTree(conversion.apply(value).node());
    }
    json.writeEndArray();
  }
}
