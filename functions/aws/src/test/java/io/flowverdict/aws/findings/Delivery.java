package io.flowverdict.aws.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Gatherers;

/// An object that is delivered, with the causes it shows.
record Delivery(String object, List<ObservedCause> causes) {

  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final Instant START = Instant.parse("2026-11-22T09:50:00Z");

  void to(Findings findings) {
    findings.record(Sightings.source(object), causes);
  }

  /// Makes deliveries, some of them at the same time.
  static void atOnce(List<Delivery> deliveries, int workers, Findings findings) {
    List<Delivery> delivered =
        deliveries.stream()
            .gather(
                Gatherers.mapConcurrent(
                    workers,
                    delivery -> {
                      delivery.to(findings);
                      return delivery;
                    }))
            .toList();
    assertThat(delivered).isEqualTo(deliveries);
  }

  /// {@return deliveries of which each shows some of a few causes, often at the same times}
  static List<Delivery> random(long seed, int objects, int mostCauses) {
    Random random = new Random(seed);
    List<Delivery> deliveries = new ArrayList<>();
    for (int number = 1; number <= objects; number++) {
      String object = "s3://logs/" + Integer.toHexString(random.nextInt()) + ".log.gz";
      deliveries.add(new Delivery(object, causes(random, object, mostCauses)));
    }
    return deliveries;
  }

  /// {@return some of a few causes, as an object shows them}
  static List<ObservedCause> causes(Random random, String object, int most) {
    List<ObservedCause> causes = new ArrayList<>();
    for (int cause = 1; cause <= most; cause++) {
      if (random.nextInt(3) > 0) {
        causes.add(observed(random, object, cause));
      }
    }
    return causes;
  }

  private static ObservedCause observed(Random random, String object, int cause) {
    Step entry =
        new Step(
            Layer.NACL,
            Direction.INGRESS,
            "acl-" + cause % 2,
            String.valueOf(100 * cause),
            "deny tcp 443",
            Step.Effect.DENY);
    Step group =
        new Step(Layer.SG, Direction.INGRESS, "sg-" + cause, null, null, Step.Effect.NO_MATCH);
    SortedMap<Instant, Counts> hours = new TreeMap<>();
    TreeSet<Sighting> sightings = new TreeSet<>();
    for (int record = random.nextInt(1, 4); record > 0; record--) {
      Instant at = START.plus(10L * random.nextInt(10), ChronoUnit.MINUTES);
      Counts counts = new Counts(1, random.nextInt(100), random.nextInt(100_000));
      hours.merge(at.truncatedTo(ChronoUnit.HOURS), counts, Counts::plus);
      int line = random.nextInt(1, 1000);
      sightings.add(
          new Sighting(at, object, line, object + " line " + line, List.of(entry, group)));
    }
    return new ObservedCause(
        new Cause(
            FindingKind.REJECTED_BY_BOTH,
            Sightings.FRANKFURT,
            "eni-" + cause % 3,
            "acl-" + cause % 2 + " ingress entry " + 100 * cause + ", sg-" + cause,
            cause % 2 == 0 ? null : "subnet-0a",
            Protocol.TCP,
            cause % 4 == 0 ? null : 443),
        SEVERITIES.get(random.nextInt(SEVERITIES.size())),
        sightings.first(),
        sightings.last(),
        hours,
        Collections.nCopies(random.nextInt(3), 443),
        List.of(IpAddress.ipv4(random.nextInt(5))),
        List.of(IpAddress.ipv4(100 + cause)),
        random.nextBoolean()
            ? null
            : new Advice("Line " + sightings.last().line(), List.of("a b")));
  }
}
