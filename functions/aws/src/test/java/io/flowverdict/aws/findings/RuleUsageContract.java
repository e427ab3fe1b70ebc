package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.DUBLIN;
import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.usage.RuleUsage;
import io.flowverdict.core.usage.RuleUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every place that keeps the uses of rules does.
abstract class RuleUsageContract {

  abstract RuleUsage usage();

  @Test
  void aRuleThatWasNeverUsedIsNotListed() {
    assertThat(usage().ofOwner(FRANKFURT, "sg-1")).isEmpty();
  }

  @Test
  void usesOfARuleMerge() {
    RuleUsage usage = usage();
    usage.record(List.of(use(FRANKFURT, "sg-1", "sgr-1", "10:30", 443, "10.0.0.9")));
    usage.record(List.of(use(FRANKFURT, "sg-1", "sgr-1", "09:30", 80, "10.0.0.5")));
    usage.record(List.of(use(FRANKFURT, "sg-1", "sgr-1", "10:30", 443, "2001:db8::1")));
    assertThat(usage.ofOwner(FRANKFURT, "sg-1"))
        .containsExactly(
            new RuleUse(
                FRANKFURT,
                "sg-1",
                Direction.INGRESS,
                "sgr-1",
                Protocol.TCP,
                Instant.parse("2026-11-22T10:00:00Z"),
                new PortRange(80, 443),
                IpAddress.parse("10.0.0.5"),
                IpAddress.parse("2001:db8::1")));
  }

  @Test
  void rulesAreListedByTheirOwner() {
    RuleUsage usage = usage();
    usage.record(
        List.of(
            use(FRANKFURT, "sg-1", "sgr-2", "10:00", 1, "10.0.0.1"),
            use(FRANKFURT, "sg-1", "sgr-1", "10:00", 2, "10.0.0.1"),
            use(FRANKFURT, "sg-2", "sgr-1", "10:00", 3, "10.0.0.1"),
            use(DUBLIN, "sg-1", "sgr-1", "10:00", 4, "10.0.0.1")));
    assertThat(usage.ofOwner(FRANKFURT, "sg-1"))
        .extracting(RuleUse::rule)
        .containsExactly("sgr-1", "sgr-2");
    assertThat(usage.ofOwner(DUBLIN, "sg-1")).hasSize(1);
  }

  @Test
  void aRuleOfAProtocolWithoutPortsHasNone() {
    RuleUsage usage = usage();
    IpAddress peer = IpAddress.parse("10.0.0.1");
    RuleUse ping =
        new RuleUse(
            FRANKFURT,
            "acl-1",
            Direction.EGRESS,
            "100",
            Protocol.ICMP,
            Instant.EPOCH,
            null,
            peer,
            peer);
    usage.record(List.of(ping));
    usage.record(List.of(ping));
    assertThat(usage.ofOwner(FRANKFURT, "acl-1")).containsExactly(ping);
  }

  @Test
  void usesThatComeAtOnceAndAgainMergeToTheSame() {
    Random random = new Random(3);
    List<RuleUse> uses = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      uses.add(
          use(
              FRANKFURT,
              "sg-1",
              "sgr-1",
              "%02d:00".formatted(random.nextInt(24)),
              random.nextInt(65_536),
              "10.0.%d.%d".formatted(random.nextInt(256), random.nextInt(256))));
    }
    RuleUse merged = uses.stream().reduce(RuleUse::merge).orElseThrow();
    uses.addAll(List.copyOf(uses));
    Collections.shuffle(uses, random);
    RuleUsage usage = usage();
    long recorded =
        uses.stream()
            .gather(
                Gatherers.mapConcurrent(
                    8,
                    use -> {
                      usage.record(List.of(use));
                      return use;
                    }))
            .count();

    assertThat(recorded).isEqualTo(80);
    assertThat(usage.ofOwner(FRANKFURT, "sg-1")).containsExactly(merged);
  }

  @Test
  void moreRulesThanOneReadTakesAreKept() {
    RuleUsage usage = usage();
    List<RuleUse> uses =
        IntStream.range(0, 250)
            .mapToObj(i -> use(FRANKFURT, "sg-1", "sgr-" + i, "10:00", i, "10.0.0.1"))
            .toList();
    usage.record(uses);
    assertThat(usage.ofOwner(FRANKFURT, "sg-1")).containsExactlyInAnyOrderElementsOf(uses);
  }

  static RuleUse use(Scope scope, String owner, String rule, String at, int port, String peer) {
    return new RuleUse(
        scope,
        owner,
        Direction.INGRESS,
        rule,
        Protocol.TCP,
        Instant.parse("2026-11-22T" + at + ":00Z"),
        PortRange.of(port),
        IpAddress.parse(peer),
        IpAddress.parse(peer));
  }
}
