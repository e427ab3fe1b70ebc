package io.flowverdict.core.flowlog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The fields that a VPC flow log can be made of, as of version 11 ([available
/// fields](https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html)).
///
/// Transit gateway flow logs have fields of their own; see [FlowLogFormat].
public enum FlowLogField {
  VERSION(2),
  ACCOUNT_ID(2),
  INTERFACE_ID(2),
  SRCADDR(2),
  DSTADDR(2),
  SRCPORT(2),
  DSTPORT(2),
  PROTOCOL(2),
  PACKETS(2),
  BYTES(2),
  START(2),
  END(2),
  ACTION(2),
  LOG_STATUS(2),
  VPC_ID(3),
  SUBNET_ID(3),
  INSTANCE_ID(3),
  TCP_FLAGS(3),
  TYPE(3),
  PKT_SRCADDR(3),
  PKT_DSTADDR(3),
  REGION(4),
  AZ_ID(4),
  SUBLOCATION_TYPE(4),
  SUBLOCATION_ID(4),
  PKT_SRC_AWS_SERVICE(5),
  PKT_DST_AWS_SERVICE(5),
  FLOW_DIRECTION(5),
  TRAFFIC_PATH(5),
  ECS_CLUSTER_ARN(7),
  ECS_CLUSTER_NAME(7),
  ECS_CONTAINER_INSTANCE_ARN(7),
  ECS_CONTAINER_INSTANCE_ID(7),
  ECS_CONTAINER_ID(7),
  ECS_SECOND_CONTAINER_ID(7),
  ECS_SERVICE_NAME(7),
  ECS_TASK_DEFINITION_ARN(7),
  ECS_TASK_ARN(7),
  ECS_TASK_ID(7),
  REJECT_REASON(8),
  RESOURCE_ID(9),
  ENCRYPTION_STATUS(10),
  INSTANCE_TAG(11),
  INSTANCE_TAG_2(11),
  INTERFACE_TAG(11),
  INTERFACE_TAG_2(11),
  ASG_TAG(11),
  ASG_TAG_2(11),
  INTERFACE_TYPE(11),
  NEXT_HOP_INTERFACE_ID(11),
  NEXT_HOP_SUBNET_ID(11),
  NEXT_HOP_AZ_ID(11),
  NEXT_HOP_VPC_ID(11),
  NEXT_HOP_INTERFACE_TYPE(11);

  private static final Map<String, FlowLogField> BY_HEADER_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(FlowLogField::headerName, Function.identity()));

  /// What other names than a header line's mean, without case, hyphens and underscores: those of
  /// CloudWatch Logs Insights and of the table that Athena's documentation once had.
  private static final Map<String, FlowLogField> OTHER_NAMES =
      Map.of(
          "starttime", START,
          "endtime", END,
          "sourceaddress", SRCADDR,
          "destinationaddress", DSTADDR,
          "sourceport", SRCPORT,
          "destinationport", DSTPORT,
          "numpackets", PACKETS,
          "numbytes", BYTES);

  private static final Map<String, FlowLogField> BY_BARE_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(field -> bare(field.headerName()), Function.identity()));

  private final int version;

  FlowLogField(int version) {
    this.version = version;
  }

  /// {@return the field that a header line spells so; empty when there is none}
  public static Optional<FlowLogField> named(String headerName) {
    return Optional.ofNullable(BY_HEADER_NAME.get(headerName));
  }

  /// {@return the field that is meant by a name, in any case and with hyphens, underscores or
  /// neither, as programs that read flow logs write it, for example `PKT_SRCADDR` or `accountId`;
  /// empty when there is none}
  static Optional<FlowLogField> meantBy(String name) {
    String bare = bare(name);
    return Optional.ofNullable(BY_BARE_NAME.getOrDefault(bare, OTHER_NAMES.get(bare)));
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /// The field's name in a header line, for example `pkt-srcaddr`.
  public String headerName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The field's column in a Parquet object, for example `pkt_srcaddr`.
  public String parquetName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether its values are whole numbers.
  boolean isNumber() {
    return switch (this) {
      case VERSION, ACCOUNT_ID, SRCPORT, DSTPORT, PROTOCOL, PACKETS, BYTES, START, END -> true;
      case TCP_FLAGS, TRAFFIC_PATH, ENCRYPTION_STATUS -> true;
      default -> false;
    };
  }

  /// The version of flow logs that brought the field: 2 to 11.
  public int version() {
    return version;
  }

  /// The name in a header line.
  @Override
  public String toString() {
    return headerName();
  }
}
