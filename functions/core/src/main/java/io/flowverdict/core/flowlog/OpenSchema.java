package io.flowverdict.core.flowlog;

import java.util.Collection;
import java.util.Set;

/// The Open Cybersecurity Schema Framework ([OCSF](https://schema.ocsf.io)), in which Security Lake
/// keeps what it makes of flow logs: nested, and without what judging needs to be certain of.
final class OpenSchema {

  private static final Set<String> COLUMNS =
      Set.of("class_uid", "category_uid", "type_uid", "src_endpoint", "dst_endpoint");

  static final String REFUSAL =
      "this is OCSF, which Security Lake makes of flow logs, and no flow log: judge the flow log of"
          + " the VPC itself (aws ec2 describe-flow-logs says where it is delivered)";

  private OpenSchema() {}

  /// {@return whether columns, or keys, are those of an event}
  static boolean isOne(Collection<String> columns) {
    return columns.stream().map(column -> column.replace('-', '_')).anyMatch(COLUMNS::contains);
  }
}
