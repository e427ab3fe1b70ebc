package io.flowverdict.local;

import io.flowverdict.aws.configuration.LoadedSnapshot;
import io.flowverdict.aws.configuration.ResourceKind;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.audit.AuditInput;
import io.flowverdict.core.audit.Audits;
import io.flowverdict.core.audit.LogEvidence;
import io.flowverdict.core.audit.Section;
import io.flowverdict.core.flowlog.FlowLogFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs every audit over a folder of AWS CLI output.
@Command(
    name = "audit",
    description = "Says what is dangerous, dead, contradictory or blind.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:Nothing was found.",
      "1:Something was found.",
      ExitCodes.HELP_UNUSABLE,
      ExitCodes.HELP_DEFECT,
      ExitCodes.HELP_READER_GONE
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required before it calls
final class AuditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "DIR",
      description = "Folder with output of aws ec2 describe-... in *.json files.")
  private Path config;

  @Option(
      names = "--logs",
      arity = "1..*",
      paramLabel = "LOG",
      description =
          "Flow-log files, or folders with *.log, *.gz and *.parquet files: tells which rules are"
              + " used as well.")
  private List<Path> logs = List.of();

  @Option(
      names = "--fields",
      paramLabel = "FIELDS",
      converter = FieldsConverter.class,
      description = "The fields of text without a header line: \"version account-id ...\".")
  private @Nullable FlowLogFormat fields;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      description =
          "The account of the configuration, where its files do not say it: ids of findings depend"
              + " on it.")
  private @Nullable String account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The Region of the configuration, likewise; for example eu-central-1.")
  private @Nullable String region;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text or json; text when left out.")
  private OutputFormat format;

  @Option(
      names = "--terraform",
      description = "Shows each change in Terraform's language too, beside the AWS CLI.")
  private boolean terraform;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    GivenConfiguration given = GivenConfiguration.read(config);
    given.warn(err);
    LoadedSnapshot loaded = given.loaded();
    Problems problems = new Problems(err);
    LogEvidence evidence = logs.isEmpty() ? null : evidence(given, problems);
    List<AuditFinding> findings =
        Audits.run(
            new AuditInput(
                LocalScope.of(loaded.origin(), account, region, err),
                loaded.snapshot(),
                sections(loaded.listed()),
                evidence));
    Writer out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> TextAudit.write(findings, terraform, out);
      case JSON -> JsonAudit.write(findings, out);
    }
    if (problems.any()) {
      return ExitCodes.UNUSABLE;
    }
    return findings.isEmpty() ? ExitCodes.DONE : ExitCodes.FOUND;
  }

  private @Nullable LogEvidence evidence(GivenConfiguration given, Problems problems)
      throws IOException {
    EvidenceWriter writer = new EvidenceWriter(given.newest());
    LogJudge judge = new LogJudge(given, fields, writer, new Totals(), problems);
    for (Iterator<LogFile> files = LogFile.of(logs, problems).iterator(); files.hasNext(); ) {
      judge.judge(files.next());
    }
    return writer.evidence();
  }

  private static Set<Section> sections(Set<ResourceKind> listed) {
    EnumSet<Section> sections = EnumSet.noneOf(Section.class);
    listed.forEach(kind -> {
      Section section = section(kind);
      if (section != null) {
        sections.add(section);
      }
    });
    return sections;
  }

  private static @Nullable Section section(ResourceKind kind) {
    return switch (kind) {
      case VPCS -> Section.VPCS;
      case SUBNETS -> Section.SUBNETS;
      case NETWORK_INTERFACES -> Section.INTERFACES;
      case SECURITY_GROUPS, SECURITY_GROUP_RULES -> Section.SECURITY_GROUPS;
      case NETWORK_ACLS -> Section.NETWORK_ACLS;
      case FLOW_LOGS -> Section.FLOW_LOGS;
      case MANAGED_PREFIX_LISTS,
          PREFIX_LISTS,
          PREFIX_LIST_ENTRIES,
          PEERINGS,
          GROUP_VPC_ASSOCIATIONS ->
          null;
    };
  }
}
