package io.flowverdict.core.judge;

import static io.flowverdict.core.judge.Rewritten.aclWith;
import static io.flowverdict.core.judge.Rewritten.carrying;
import static io.flowverdict.core.judge.Rewritten.entryWith;
import static io.flowverdict.core.judge.Rewritten.group;
import static io.flowverdict.core.judge.Rewritten.groupWith;
import static io.flowverdict.core.judge.Rewritten.halves;
import static io.flowverdict.core.judge.Rewritten.inGroup;
import static io.flowverdict.core.judge.Rewritten.membersOf;
import static io.flowverdict.core.judge.Rewritten.numbered;
import static io.flowverdict.core.judge.Rewritten.ruleWith;
import static io.flowverdict.core.judge.Rewritten.shuffled;
import static io.flowverdict.core.judge.Rewritten.withEntries;
import static io.flowverdict.core.judge.Rewritten.withIcmpTypes;
import static io.flowverdict.core.judge.Rewritten.withRules;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Changes of a configuration that change no verdict: random networks are judged before and after.
class MetamorphicTest {

  private static final int NETWORKS = 40;
  private static final int RECORDS = 100;

  /// Room for entries between two others.
  private static final int GAP = 100;

  @Test
  void renumberingEntriesInTheirOrder() {
    assertUnchanged((snapshot, random) -> {
      int factor = 1 + random.nextInt(300);
      return withEntries(
          snapshot, entry -> Stream.of(numbered(entry, entry.number() * factor + 5)));
    });
  }

  @Test
  void splittingTheBlockOfAnEntryInTwo() {
    assertUnchanged((snapshot, random) ->
        withEntries(
            snapshot,
            entry -> {
              List<Cidr> halves = halves(entry.cidr());
              int number = entry.number() * GAP;
              return Stream.of(
                  entryWith(entry, number, entry.traffic(), halves.getLast()),
                  entryWith(entry, number + 1, entry.traffic(), halves.getFirst()));
            }));
  }

  @Test
  void splittingThePortsOfAnEntryInTwo() {
    assertUnchanged((snapshot, random) ->
        withEntries(
            snapshot,
            entry -> {
              List<Traffic> halves = halves(entry.traffic());
              int number = entry.number() * GAP;
              return Stream.of(
                  entryWith(entry, number, halves.getLast(), entry.cidr()),
                  entryWith(entry, number + 1, halves.getFirst(), entry.cidr()));
            }));
  }

  @Test
  void addingAnEntryThatIsNeverReached() {
    assertUnchanged((snapshot, random) ->
        withEntries(
            snapshot,
            entry -> {
              int number = entry.number() * GAP;
              NetworkAclEntry.Effect effect =
                  random.nextBoolean() ? NetworkAclEntry.Effect.ALLOW : NetworkAclEntry.Effect.DENY;
              NetworkAclEntry dead =
                  new NetworkAclEntry(
                      number + 1 + random.nextInt(GAP - 1),
                      entry.direction(),
                      effect,
                      halves(entry.traffic()).getFirst(),
                      halves(entry.cidr()).getFirst());
              return Stream.of(dead, numbered(entry, number));
            }));
  }

  @Test
  void listingTheImplicitDenies() {
    assertUnchanged((snapshot, random) ->
        withEntries(
            snapshot,
            entry ->
                Stream.of(
                    entry,
                    NetworkAclEntry.implicitDeny(entry.direction(), IpFamily.IPV4),
                    NetworkAclEntry.implicitDeny(entry.direction(), IpFamily.IPV6))));
  }

  @Test
  void splittingTheBlockOfARuleInTwo() {
    assertUnchanged((snapshot, random) ->
        withRules(
            snapshot,
            rule ->
                rule.peer() instanceof Peer.OfCidr(Cidr cidr)
                    ? halves(cidr).stream()
                        .map(half -> ruleWith(rule, rule.traffic(), new Peer.OfCidr(half)))
                    : Stream.of(rule)));
  }

  @Test
  void splittingThePortsOfARuleInTwo() {
    assertUnchanged((snapshot, random) ->
        withRules(
            snapshot,
            rule ->
                halves(rule.traffic()).stream().map(half -> ruleWith(rule, half, rule.peer()))));
  }

  @Test
  void writingAReferenceAsTheAddressesOfItsMembers() {
    assertUnchanged((snapshot, random) ->
        withRules(
            snapshot,
            rule ->
                rule.peer() instanceof Peer.OfGroup reference
                    ? membersOf(reference.groupId(), snapshot)
                        .map(Cidr::of)
                        .map(cidr -> ruleWith(rule, rule.traffic(), new Peer.OfCidr(cidr)))
                    : Stream.of(rule)));
  }

  @Test
  void permutingTheRulesOfAGroup() {
    assertUnchanged((snapshot, random) ->
        snapshot.toBuilder()
            .securityGroups(
                snapshot.securityGroups().values().stream()
                    .map(group -> groupWith(group, shuffled(group.rules(), random)))
                    .toList())
            .build());
  }

  @Test
  void movingARuleToAnotherGroupOfTheInterface() {
    assertUnchanged((snapshot, random) -> {
      List<SecurityGroupRule> all =
          Stream.of("sg-1", "sg-2", "sg-3")
              .flatMap(id -> group(snapshot, id).rules().stream())
              .map(rule -> inGroup(rule, "sg-3"))
              .toList();
      return snapshot.toBuilder()
          .securityGroups(
              List.of(
                  groupWith(group(snapshot, "sg-1"), List.of()),
                  groupWith(group(snapshot, "sg-2"), List.of()),
                  groupWith(group(snapshot, "sg-3"), all)))
          .build();
    });
  }

  @Test
  void carryingACopyOfAGroup() {
    assertUnchanged((snapshot, random) -> {
      SecurityGroup one = group(snapshot, "sg-1");
      List<SecurityGroupRule> copies =
          one.rules().stream().map(rule -> inGroup(rule, "sg-copy")).toList();
      NetworkInterface at = Objects.requireNonNull(snapshot.interfaces().get("eni-1"));
      Set<String> groups = new TreeSet<>(at.groupIds());
      groups.add("sg-copy");
      return snapshot.toBuilder()
          .securityGroups(List.of(new SecurityGroup("sg-copy", null, one.vpcId(), null, copies)))
          .interfaces(List.of(carrying(at, groups)))
          .build();
    });
  }

  @Test
  void collectingTheConfigurationInAnotherOrder() {
    assertUnchanged((snapshot, random) ->
        Snapshot.builder()
            .peerings(shuffled(snapshot.peerings().values(), random))
            .prefixLists(shuffled(snapshot.prefixLists().values(), random))
            .securityGroups(shuffled(snapshot.securityGroups().values(), random))
            .networkAcls(
                snapshot.networkAcls().values().stream()
                    .map(acl -> aclWith(acl, shuffled(acl.entries(), random)))
                    .toList())
            .interfaces(shuffled(snapshot.interfaces().values(), random))
            .subnets(shuffled(snapshot.subnets().values(), random))
            .vpcs(shuffled(snapshot.vpcs().values(), random))
            .build());
  }

  @Test
  void addingResourcesThatNothingRefersTo() {
    assertUnchanged((snapshot, random) -> {
      SecurityGroup open = groupWith(group(snapshot, "sg-1"), List.of());
      NetworkAcl acl = Objects.requireNonNull(snapshot.networkAcls().get("acl-1"));
      return snapshot.toBuilder()
          .securityGroups(List.of(new SecurityGroup("sg-0", null, open.vpcId(), null, List.of())))
          .networkAcls(
              List.of(
                  new NetworkAcl("acl-0", acl.vpcId(), null, true, Set.of("subnet-9"), List.of())))
          .build();
    });
  }

  /// Judges records of random networks before and after a change.
  private static void assertUnchanged(Change change) {
    long compared = 0;
    Set<Verdict.Outcome> outcomes = new TreeSet<>();
    for (int seed = 0; seed < NETWORKS; seed++) {
      Random random = new Random(seed);
      RandomNetwork network = RandomNetwork.of(seed);
      Snapshot before = withIcmpTypes(network.snapshot(), random);
      Snapshot after = change.of(before, random);
      assertThat(after).isNotNull();
      Judge judgeBefore = new Judge(before);
      Judge judgeAfter = new Judge(after);
      for (int i = 0; i < RECORDS; i++) {
        FlowRecord record = network.recordWithFlagsAndAction();
        Verdict expected = judgeBefore.judge(record);
        String judged = gist(judgeAfter.judge(record));
        if (!judged.equals(gist(expected))) {
          throw new AssertionError(
              "Before: " + expected + "\nafter: " + judged + "\n" + record + "\n" + network.rows());
        }
        outcomes.add(expected.outcome());
        compared++;
      }
    }
    assertThat(outcomes)
        .contains(Verdict.Outcome.ACCEPT, Verdict.Outcome.REJECT, Verdict.Outcome.UNDECIDED);
    assertThat(compared).isEqualTo(NETWORKS * RECORDS);
  }

  private interface Change {
    Snapshot of(Snapshot before, Random random);
  }

  /// What must not change: all but the names of rules, of which there may be more.
  private static String gist(Verdict verdict) {
    return verdict.outcome()
        + " "
        + verdict.role()
        + " by "
        + verdict.basis()
        + " "
        + verdict.trace().stream()
            .map(step -> step.layer() + " " + step.effect())
            .collect(Collectors.toCollection(TreeSet::new))
        + verdict.doubts().stream()
            .map(doubt -> doubt.reason().code())
            .collect(Collectors.toCollection(TreeSet::new));
  }
}
