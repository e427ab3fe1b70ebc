package io.flowverdict.bench;

import io.flowverdict.bench.account.GeneratedAccount;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.audit.AuditInput;
import io.flowverdict.core.audit.Audits;
import io.flowverdict.core.snapshot.Snapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/// How long all audits of an account take as it grows, to an account larger than most, in one
/// processor's time: each size in the same process, the smallest twice, so that the first does not
/// pay for the start.
public final class AuditBenchmark {

  private static final long SEED = 1;

  /// The parts of the large account that are audited: a sixteenth, an eighth, and so on.
  private static final int[] PARTS = {16, 16, 8, 4, 2, 1};

  private AuditBenchmark() {}

  public static void main(String[] arguments) {
    System.out.printf(
        "%10s %8s %8s %6s %9s %10s %14s%n",
        "interfaces", "groups", "rules", "ACLs", "findings", "CPU", "per interface");
    for (int part : PARTS) {
      measure(partOfLarge(part));
    }
  }

  /// The number of VPCs, subnets, interfaces, groups and network ACLs is divided; how many rules
  /// and entries each of them has is not.
  private static GeneratedAccount partOfLarge(int part) {
    GeneratedAccount large = GeneratedAccount.large(SEED);
    return new GeneratedAccount(
        SEED,
        Math.max(1, large.vpcs() / part),
        large.subnets() / part,
        large.interfaces() / part,
        large.groups() / part,
        large.rulesOfGroup(),
        large.acls() / part,
        large.entriesOfAcl(),
        large.prefixLists(),
        large.entriesOfPrefixList());
  }

  private static void measure(GeneratedAccount account) {
    Snapshot snapshot = account.snapshot();
    long start = cpu();
    List<AuditFinding> findings = Audits.run(AuditInput.of(GeneratedAccount.SCOPE, snapshot));
    Duration cpu = Duration.ofNanos(cpu() - start);
    System.out.printf(
        "%10d %8d %8d %6d %9d %8.1f s %11.2f ms%n",
        account.interfaces(),
        account.groups(),
        account.groups() * account.rulesOfGroup(),
        account.acls(),
        findings.size(),
        cpu.toMillis() / 1e3,
        cpu.toNanos() / 1e6 / account.interfaces());
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
