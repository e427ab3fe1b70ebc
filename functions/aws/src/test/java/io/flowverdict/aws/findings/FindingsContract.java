package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Sightings.DUBLIN;
import static io.flowverdict.aws.findings.Sightings.ENTRY;
import static io.flowverdict.aws.findings.Sightings.FRANKFURT;
import static io.flowverdict.aws.findings.Sightings.GROUP;
import static io.flowverdict.aws.findings.Sightings.cause;
import static io.flowverdict.aws.findings.Sightings.seen;
import static io.flowverdict.aws.findings.Sightings.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.Hour;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Page;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every place that keeps findings does.
abstract class FindingsContract {

  private static final PageRequest ALL = PageRequest.first(100);

  /// {@return findings of which there are none yet}
  abstract Findings findings();

  @Test
  void aCauseThatIsRecordedIsFound() {
    Findings findings = findings();
    ObservedCause seen = seen(cause(443), Severity.MEDIUM, "2026-11-22T10:15:30Z", "s3://logs/a");
    findings.record(source("s3://logs/a"), List.of(seen));
    assertThat(findings.find(cause(443).id()))
        .contains(
            new Finding(
                cause(443).id(),
                cause(443),
                Severity.MEDIUM,
                Status.OPEN,
                Instant.parse("2026-11-22T10:15:30Z"),
                Instant.parse("2026-11-22T10:15:30Z"),
                new Sighting(
                    Instant.parse("2026-11-22T10:15:30Z"),
                    "s3://logs/a",
                    1,
                    "sg-0a has no rule for this: s3://logs/a",
                    List.of(ENTRY, GROUP)),
                new Counts(1, 2, 300),
                List.of(443, 8080),
                List.of(IpAddress.parse("10.0.1.5")),
                List.of(IpAddress.parse("10.0.9.9")),
                new Advice("Add a rule to sg-0a.", List.of("aws ec2 …")),
                List.of()));
  }

  @Test
  void anObjectThatShowsNothingLeavesNothing() {
    Findings findings = findings();
    findings.record(source("s3://logs/a"), List.of());
    assertThat(findings.open(FRANKFURT, ALL).items()).isEmpty();
  }

  @Test
  void anObjectThatIsRecordedAgainChangesNothing() {
    Findings findings = findings();
    ObservedCause earlier = seen(cause(443), Severity.LOW, "2026-11-22T10:15:30Z", "s3://logs/a");
    ObservedCause later = seen(cause(443), Severity.HIGH, "2026-11-22T11:15:30Z", "s3://logs/b");
    findings.record(source("s3://logs/a"), List.of(earlier));
    findings.record(source("s3://logs/b"), List.of(later));
    Page<Finding> once = findings.open(FRANKFURT, ALL);
    findings.record(source("s3://logs/a"), List.of(earlier));
    findings.record(source("s3://logs/b"), List.of(later));
    findings.record(source("s3://logs/a"), List.of(earlier));
    assertThat(findings.open(FRANKFURT, ALL)).isEqualTo(once);
  }

  @Test
  void objectsAddUp() {
    Findings findings = findings();
    record(findings, seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"));
    record(findings, seen(cause(443), Severity.LOW, "2026-11-22T10:59:59Z", "s3://logs/b"));
    record(findings, seen(cause(443), Severity.LOW, "2026-11-22T11:00:00Z", "s3://logs/c"));
    assertThat(finding(findings, 443).total()).isEqualTo(new Counts(3, 6, 900));
    assertThat(findings.hours(cause(443).id(), ALL))
        .isEqualTo(
            new Page<>(
                List.of(
                    new Hour(Instant.parse("2026-11-22T11:00:00Z"), new Counts(1, 2, 300)),
                    new Hour(Instant.parse("2026-11-22T10:00:00Z"), new Counts(2, 4, 600))),
                null));
  }

  @Test
  void aSumThatIsTooLargeIsTheLargestNumber() {
    Findings findings = findings();
    Counts large = new Counts(1, 1, Long.MAX_VALUE - 1);
    Instant at = Instant.parse("2026-11-22T10:00:00Z");
    for (String object : List.of("s3://logs/a", "s3://logs/b", "s3://logs/c")) {
      record(findings, seen(cause(443), Severity.LOW, at, object, 1, large));
    }
    assertThat(finding(findings, 443).total()).isEqualTo(new Counts(3, 3, Long.MAX_VALUE));
  }

  @ParameterizedTest(name = "in the order {0}")
  @ValueSource(strings = {"abc", "acb", "bac", "bca", "cab", "cba"})
  void aSightingOfTheLatestHourStandsForTheFindingWhateverTheOrder(String order) {
    Findings findings = findings();
    List<ObservedCause> seen =
        List.of(
            seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"),
            seen(cause(443), Severity.HIGH, "2026-11-22T11:00:00Z", "s3://logs/b"),
            seen(cause(443), Severity.MEDIUM, "2026-11-22T10:30:00Z", "s3://logs/c"));
    order.chars().forEach(name -> record(findings, seen.get(name - 'a')));
    Finding finding = finding(findings, 443);
    assertThat(finding.first()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(finding.last()).isEqualTo("2026-11-22T11:00:00Z");
    assertThat(finding.latest()).isEqualTo(seen.get(1).latest());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
  }

  @ParameterizedTest(name = "in the order {0}")
  @ValueSource(strings = {"abc", "acb", "bac", "bca", "cab", "cba"})
  void ofSightingsInOneHourTheEarliestStandsForTheFindingAndTheLatestIsKnown(String order) {
    Findings findings = findings();
    List<ObservedCause> seen =
        List.of(
            seen(cause(443), Severity.HIGH, "2026-11-22T10:40:00Z", "s3://logs/a"),
            seen(cause(443), Severity.LOW, "2026-11-22T10:10:00Z", "s3://logs/b"),
            seen(cause(443), Severity.HIGH, "2026-11-22T10:55:00Z", "s3://logs/c"));
    order.chars().forEach(name -> record(findings, seen.get(name - 'a')));
    assertThat(finding(findings, 443).latest()).isEqualTo(seen.get(1).latest());
    assertThat(finding(findings, 443).severity()).isEqualTo(Severity.LOW);
    assertThat(finding(findings, 443).last()).isEqualTo("2026-11-22T10:55:00Z");
  }

  @ParameterizedTest(name = "in the order {0}")
  @ValueSource(strings = {"abc", "acb", "bac", "bca", "cab", "cba"})
  void ofSightingsAtOneTimeTheFirstPlaceStandsForTheFinding(String order) {
    Findings findings = findings();
    Instant at = Instant.parse("2026-11-22T10:00:00Z");
    Counts one = new Counts(1, 1, 1);
    List<ObservedCause> seen =
        List.of(
            seen(cause(443), Severity.LOW, at, "s3://logs/z", 7, one),
            seen(cause(443), Severity.LOW, at, "s3://logs/ü", 80, one),
            seen(cause(443), Severity.LOW, at, "s3://logs/a", 900, one));
    order.chars().forEach(name -> record(findings, seen.get(name - 'a')));
    assertThat(finding(findings, 443).latest()).isEqualTo(seen.get(2).latest());
  }

  @Test
  void whatALaterAttemptShowsTakesThePlaceOfWhatAnEarlierOneShowed() {
    Findings findings = findings();
    Source first = source("s3://logs/a");
    Source second = new Source("s3://logs/a", first.flowLogId(), 2);
    findings.record(
        first,
        List.of(
            seen(cause(80), Severity.LOW, "2026-11-22T09:00:00Z", "s3://logs/a"),
            seen(cause(443), Severity.LOW, "2026-11-22T09:00:00Z", "s3://logs/a")));

    findings.record(
        second, List.of(seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a")));
    findings.retract(second);

    assertThat(findings.find(cause(80).id())).isEmpty();
    Finding finding = finding(findings, 443);
    assertThat(finding.first()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(finding.total().records()).isEqualTo(1);
    assertThat(findings.hours(finding.id(), ALL).items()).hasSize(1);
    assertThat(findings.open(FRANKFURT, ALL).items()).containsExactly(finding);
  }

  @Test
  void openFindingsAreListedMostSevereFirstThenLatest() {
    Findings findings = findings();
    record(findings, seen(cause(1), Severity.LOW, "2026-11-22T12:00:00Z", "s3://logs/a"));
    record(findings, seen(cause(2), Severity.HIGH, "2026-11-22T09:30:00Z", "s3://logs/b"));
    record(findings, seen(cause(3), Severity.HIGH, "2026-11-22T11:00:00Z", "s3://logs/c"));
    record(findings, seen(cause(4), Severity.MEDIUM, "2026-11-21T10:00:00Z", "s3://logs/d"));
    record(findings, seen(cause(5), Severity.MEDIUM, "2026-11-22T10:00:00Z", "s3://logs/e"));
    assertThat(ports(findings.open(FRANKFURT, ALL).items())).containsExactly(3, 2, 5, 4, 1);
    assertThat(ports(findings.ofResource(FRANKFURT, "eni-0a", ALL).items()))
        .containsExactly(3, 2, 5, 4, 1);
  }

  @Test
  void aFindingMovesUpWhenItIsSeenAgainAndIsStillListedOnce() {
    Findings findings = findings();
    record(findings, seen(cause(1), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"));
    record(findings, seen(cause(2), Severity.LOW, "2026-11-22T11:00:00Z", "s3://logs/b"));
    record(findings, seen(cause(1), Severity.LOW, "2026-11-22T12:00:00Z", "s3://logs/c"));
    assertThat(ports(findings.open(FRANKFURT, ALL).items())).containsExactly(1, 2);
  }

  @Test
  void otherAccountsRegionsAndResourcesAreNotListed() {
    Findings findings = findings();
    Cause here = cause(FRANKFURT, "eni-0a", 1);
    Cause otherRegion = cause(DUBLIN, "eni-0a", 2);
    Cause otherResource = cause(FRANKFURT, "eni-0b", 3);
    for (Cause cause : List.of(here, otherRegion, otherResource)) {
      record(findings, seen(cause, Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"));
    }
    assertThat(ports(findings.open(FRANKFURT, ALL).items())).containsExactlyInAnyOrder(1, 3);
    assertThat(ports(findings.open(DUBLIN, ALL).items())).containsExactly(2);
    assertThat(ports(findings.ofResource(FRANKFURT, "eni-0a", ALL).items())).containsExactly(1);
    assertThat(ports(findings.ofResource(FRANKFURT, "eni-0", ALL).items())).isEmpty();
    assertThat(ports(findings.ofOwner(DUBLIN, "sg-0a", ALL).items())).containsExactly(2);
    assertThat(ports(findings.ofOwner(FRANKFURT, "sg-0a", ALL).items()))
        .containsExactlyInAnyOrder(1, 3);
  }

  @Test
  void aNetworkAclThatDecidedNothingOwnsNoRuleOfTheFinding() {
    Findings findings = findings();
    record(findings, seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"));
    assertThat(findings.ofOwner(FRANKFURT, "acl-0a", ALL).items()).isEmpty();
    assertThat(findings.ofOwner(FRANKFURT, "sg-0", ALL).items()).isEmpty();
  }

  @ParameterizedTest(name = "pages of {0}")
  @ValueSource(ints = {1, 2, 3, 6, 7, 8, 1_000})
  void pagesTogetherAreTheWholeList(int size) {
    Findings findings = findings();
    List<ObservedCause> seen =
        IntStream.rangeClosed(1, 7)
            .mapToObj(
                port -> seen(cause(port), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"))
            .toList();
    findings.record(source("s3://logs/a"), seen);
    assertPagesAreWhole(size, request -> findings.open(FRANKFURT, request));
    assertPagesAreWhole(size, request -> findings.ofResource(FRANKFURT, "eni-0a", request));
    assertPagesAreWhole(size, request -> findings.ofOwner(FRANKFURT, "sg-0a", request));
  }

  private static void assertPagesAreWhole(int size, Function<PageRequest, Page<Finding>> list) {
    List<Finding> read = new ArrayList<>();
    PageRequest request = PageRequest.first(size);
    Page<Finding> page = list.apply(request);
    while (page.next() != null) {
      assertThat(page.items()).hasSize(size);
      read.addAll(page.items());
      page = list.apply(new PageRequest(size, page.next()));
    }
    assertThat(page.items()).hasSizeBetween(1, size);
    read.addAll(page.items());
    assertThat(ports(read)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
    assertThat(read).isEqualTo(list.apply(ALL).items());
  }

  @ParameterizedTest(name = "pages of {0}")
  @ValueSource(ints = {1, 2, 5, 6})
  void hoursAreReadInPages(int size) {
    Findings findings = findings();
    for (int hour = 10; hour < 15; hour++) {
      for (String object : List.of("a", "b", "c", "d", "e", "f")) {
        String name = "s3://logs/" + hour + object;
        record(findings, seen(cause(443), Severity.LOW, "2026-11-22T" + hour + ":00:00Z", name));
      }
    }
    List<Hour> read = new ArrayList<>();
    Page<Hour> page = findings.hours(cause(443).id(), PageRequest.first(size));
    while (page.next() != null) {
      assertThat(page.items()).hasSize(size);
      read.addAll(page.items());
      page = findings.hours(cause(443).id(), new PageRequest(size, page.next()));
    }
    read.addAll(page.items());
    assertThat(read)
        .extracting(hour -> hour.start().toString().substring(11, 13))
        .containsExactly("14", "13", "12", "11", "10");
    assertThat(read).extracting(Hour::counts).containsOnly(new Counts(6, 12, 1800));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "x",
        "HEAD",
        "FINDING#",
        "2026-11-22T10:00:00",
        "9_2026-11-22T10_00000000000000000000000000000000",
        "2_2026-99-99T10_00000000000000000000000000000000"
      })
  void aTokenThatIsNoneIsRefused(String token) {
    Findings findings = findings();
    PageRequest request = new PageRequest(10, token);
    assertThatThrownBy(() -> findings.open(FRANKFURT, request)).hasMessageContaining("page token");
    assertThatThrownBy(() -> findings.ofResource(FRANKFURT, "eni-0a", request))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> findings.hours(cause(443).id(), request))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "#", "HEAD", "0123456789abcdef0123456789abcdef"})
  void whatIsNotKeptIsNotFound(String id) {
    Findings findings = findings();
    assertThat(findings.find(id)).isEmpty();
    assertThat(findings.hours(id, ALL)).isEqualTo(new Page<Hour>(List.of(), null));
    assertThat(findings.ofResource(FRANKFURT, id, ALL).items()).isEmpty();
    assertThat(findings.ofOwner(FRANKFURT, id, ALL).items()).isEmpty();
  }

  @Test
  void whatSeveralFlowLogsTellOfOneInterfaceIsNotAddedUp() {
    Findings findings = findings();
    for (String object : List.of("a", "b", "c")) {
      ObservedCause seen = seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", object);
      findings.record(new Source("vpc/" + object, "fl-vpc"), List.of(seen));
      findings.record(new Source("subnet/" + object, "fl-subnet"), List.of(seen));
    }
    ObservedCause late = seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", "d");
    findings.record(new Source("subnet/d", "fl-subnet"), List.of(late));
    findings.record(new Source("eni/a", "fl-eni"), List.of(late));

    assertThat(finding(findings, 443).total()).isEqualTo(new Counts(4, 8, 1200));
    assertThat(findings.hours(cause(443).id(), ALL).items())
        .containsExactly(new Hour(Instant.parse("2026-11-22T10:00:00Z"), new Counts(4, 8, 1200)));
  }

  @Test
  void aFindingIsFoundByTheAddressesItWasSeenWith() {
    Findings findings = findings();
    record(findings, seen(cause(1), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"));
    record(findings, seen(cause(1), Severity.LOW, "2026-11-22T11:00:00Z", "s3://logs/b"));
    assertThat(ports(findings.ofAddress(FRANKFURT, IpAddress.parse("10.0.1.5"), ALL).items()))
        .containsExactly(1);
    assertThat(ports(findings.ofAddress(FRANKFURT, IpAddress.parse("10.0.9.9"), ALL).items()))
        .containsExactly(1);
    assertThat(findings.ofAddress(FRANKFURT, IpAddress.parse("10.0.1.6"), ALL).items()).isEmpty();
    assertThat(findings.ofAddress(DUBLIN, IpAddress.parse("10.0.1.5"), ALL).items()).isEmpty();
  }

  @Test
  void whatTheOtherEndOfTheSameTrafficShowsIsRelated() {
    Findings findings = findings();
    IpAddress here = IpAddress.parse("10.0.1.5");
    IpAddress there = IpAddress.parse("10.0.2.7");
    IpAddress elsewhere = IpAddress.parse("10.0.3.9");
    record(findings, between("eni-here", here, there));
    record(findings, between("eni-there", there, here));
    record(findings, between("eni-elsewhere", elsewhere, here));
    Finding finding = findings.ofResource(FRANKFURT, "eni-here", ALL).items().getFirst();

    assertThat(findings.related(finding))
        .extracting(related -> related.cause().resource())
        .containsExactly("eni-there");
  }

  private static ObservedCause between(String interfaceId, IpAddress own, IpAddress peer) {
    ObservedCause seen =
        seen(
            cause(FRANKFURT, interfaceId, 443),
            Severity.LOW,
            "2026-11-22T10:00:00Z",
            "s3://logs/" + interfaceId);
    return new ObservedCause(
        seen.cause(),
        seen.severity(),
        seen.first(),
        seen.latest(),
        seen.hours(),
        seen.topPorts(),
        List.of(peer),
        List.of(own),
        null);
  }

  @Test
  void recordingTellsWhatIsNew() {
    Findings findings = findings();
    ObservedCause one = seen(cause(1), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a");
    ObservedCause later = seen(cause(1), Severity.LOW, "2026-11-22T10:05:00Z", "s3://logs/b");
    ObservedCause two = seen(cause(2), Severity.LOW, "2026-11-22T10:05:00Z", "s3://logs/b");
    assertThat(findings.record(source("s3://logs/a"), List.of(one))).isEqualTo(new Recorded(1, 0));
    assertThat(findings.record(source("s3://logs/a"), List.of(one))).isEqualTo(Recorded.NOTHING);
    assertThat(findings.record(source("s3://logs/b"), List.of(later, two)))
        .isEqualTo(new Recorded(1, 1));
    change(findings, 1, Status.RESOLVED, "2026-11-22T11:00:00Z");
    assertThat(
            findings.record(
                source("s3://logs/c"),
                List.of(seen(cause(1), Severity.LOW, "2026-11-22T12:00:00Z", "s3://logs/c"))))
        .isEqualTo(new Recorded(1, 0));
  }

  @ParameterizedTest(name = "{0}, seen again at {1}: {2}")
  @CsvSource({
    "RESOLVED,   2026-11-22T12:00:00Z, REOPENED",
    "RESOLVED,   2026-11-22T10:30:00Z, RESOLVED",
    "RESOLVED,   2026-11-22T09:30:00Z, RESOLVED",
    "RESOLVED,   2026-11-22T10:00:00Z, RESOLVED",
    "SUPPRESSED, 2026-11-22T12:00:00Z, SUPPRESSED",
    "SUPPRESSED, 2026-11-22T12:30:00Z, REOPENED",
  })
  void whatIsSeenAfterItsEndIsOpenAgain(Status status, String again, Status expected) {
    Findings findings = findings();
    record(findings, seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"));
    change(findings, 443, status, "2026-11-22T11:00:00Z");
    assertThat(findings.open(FRANKFURT, ALL).items()).isEmpty();
    assertThat(findings.ofStatus(FRANKFURT, status, ALL).items())
        .containsExactly(finding(findings, 443));

    record(findings, seen(cause(443), Severity.LOW, again, "s3://logs/b"));

    Finding finding = finding(findings, 443);
    assertThat(finding.status()).isEqualTo(expected);
    assertThat(finding.total().records()).isEqualTo(2);
    assertThat(findings.ofStatus(FRANKFURT, expected, ALL).items()).containsExactly(finding);
    assertThat(findings.open(FRANKFURT, ALL).items()).hasSize(expected.isOpen() ? 1 : 0);
    assertThat(findings.ofResource(FRANKFURT, "eni-0a", ALL).items()).containsExactly(finding);
    assertThat(finding.changes()).hasSize(expected.isOpen() ? 2 : 1);
  }

  @Test
  void aFindingThatIsNotAsItWasReadIsNotChanged() {
    Findings findings = findings();
    record(findings, seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"));
    Finding asRead = finding(findings, 443);
    StatusChange change =
        StatusChange.automatic(Status.RESOLVED, Instant.parse("2026-11-22T11:00:00Z"), "Gone.");

    record(findings, seen(cause(443), Severity.LOW, "2026-11-22T10:05:00Z", "s3://logs/b"));
    assertThat(findings.change(asRead, change)).isFalse();
    assertThat(findings.change(finding(findings, 443), change)).isTrue();
    assertThat(findings.change(finding(findings, 443), change)).isTrue();
    assertThat(findings.change(asRead, change)).isFalse();

    Finding neverKept =
        new Finding(
            cause(444).id(),
            cause(444),
            Severity.LOW,
            Status.OPEN,
            asRead.first(),
            asRead.last(),
            asRead.latest(),
            asRead.total(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of());
    assertThat(findings.change(neverKept, change)).isFalse();
    assertThat(findings.find(cause(444).id())).isEmpty();
  }

  @Test
  void aSuppressionTellsWhoAndWhyAndUntilWhenAndCanBeUndone() {
    Findings findings = findings();
    record(findings, seen(cause(443), Severity.LOW, "2026-11-22T10:00:00Z", "s3://logs/a"));
    change(findings, 443, Status.SUPPRESSED, "2026-11-22T11:00:00Z");
    assertThat(finding(findings, 443).changes())
        .containsExactly(
            StatusChange.suppression(
                Instant.parse("2026-11-22T11:00:00Z"),
                "Ann Example",
                "is being mended",
                Instant.parse("2026-11-22T12:30:00Z")));

    change(findings, 443, Status.OPEN, "2026-11-22T11:30:00Z");

    assertThat(findings.open(FRANKFURT, ALL).items()).hasSize(1);
    assertThat(findings.ofStatus(FRANKFURT, Status.SUPPRESSED, ALL).items()).isEmpty();
    assertThat(finding(findings, 443).changes()).hasSize(2);
  }

  private static void change(Findings findings, int port, Status status, String at) {
    Instant when = Instant.parse(at);
    StatusChange change =
        status == Status.SUPPRESSED
            ? StatusChange.suppression(
                when, "Ann Example", "is being mended", Instant.parse("2026-11-22T12:30:00Z"))
            : StatusChange.automatic(status, when, "because");
    assertThat(findings.change(finding(findings, port), change)).isTrue();
  }

  private static void record(Findings findings, ObservedCause seen) {
    findings.record(source(seen.latest().object()), List.of(seen));
  }

  private static Finding finding(Findings findings, int port) {
    return findings.find(cause(port).id()).orElseThrow();
  }

  private static List<Integer> ports(List<Finding> findings) {
    return findings.stream().map(finding -> finding.topPorts().getFirst()).toList();
  }
}
