package io.flowverdict.infra;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of the flow logs that are created ([available
/// fields](https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html)): all but those
/// of ECS (version 7) and of tags (version 11), which take permissions of their own, and where a
/// sublocation is.
final class FlowLogFields {

  /// From version 2 to version 11, one version a line.
  private static final String FIELDS =
      """
      version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
      vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr
      region az-id
      pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path
      reject-reason
      resource-id
      encryption-status
      interface-type next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id next-hop-interface-type
      """;

  private FlowLogFields() {}

  /// {@return the names, in order}
  static Stream<String> names() {
    return Arrays.stream(FIELDS.strip().split("\\s+", -1));
  }

  /// {@return the format as the EC2 API takes it: `${version} ${account-id} …`}
  static String format() {
    return names().map(name -> "${" + name + "}").collect(Collectors.joining(" "));
  }
}
