package io.flowverdict.local;

import io.flowverdict.aws.configuration.DanglingReference;
import io.flowverdict.aws.configuration.LoadedSnapshot;
import io.flowverdict.aws.configuration.Remark;
import io.flowverdict.aws.configuration.ResourceCounts;
import io.flowverdict.core.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToIntFunction;

/// What was read as the configuration, for a person who wonders whether it is complete.
final class ConfigurationReport {

  private static final List<Row> ROWS =
      List.of(
          new Row("VPCs", ResourceCounts::vpcs),
          new Row("subnets", ResourceCounts::subnets),
          new Row("interfaces", ResourceCounts::interfaces),
          new Row("groups", ResourceCounts::groups),
          new Row("rules", ResourceCounts::rules),
          new Row("NACLs", ResourceCounts::acls),
          new Row("NACL entries", ResourceCounts::aclEntries),
          new Row("prefix lists", ResourceCounts::prefixLists),
          new Row("prefix list entries", ResourceCounts::prefixListEntries),
          new Row("peerings", ResourceCounts::peerings),
          new Row("group VPC associations", ResourceCounts::groupVpcAssociations),
          new Row("flow logs", ResourceCounts::flowLogs));

  private ConfigurationReport() {}

  private record Row(String name, ToIntFunction<ResourceCounts> count) {}

  /// Prints how many resources of each kind the documents hold (`found`) and the snapshot keeps
  /// (`kept`: copies are one), and everything there is to say about references and documents, a
  /// line each.
  static void print(LoadedSnapshot loaded, PrintWriter err) {
    err.printf("%-24s %8s %8s%n", "configuration", "found", "kept");
    for (Row row : ROWS) {
      int found = row.count.applyAsInt(loaded.found());
      int kept = row.count.applyAsInt(loaded.kept());
      err.printf("  %-22s %8d %8d%n", row.name, found, kept);
    }
    err.printf("  %-22s %8d%n", "dangling references", loaded.dangling().size());
    loaded.dangling().stream().map(DanglingReference::sentence).forEach(each -> remark(err, each));
    ConfigurationWarnings.sentences(loaded).forEach(each -> remark(err, each));
    loaded.remarks().stream().map(Remark::sentence).forEach(each -> remark(err, each));
  }

  private static void remark(PrintWriter err, String sentence) {
    err.println("  - " + Printable.of(sentence));
  }
}
