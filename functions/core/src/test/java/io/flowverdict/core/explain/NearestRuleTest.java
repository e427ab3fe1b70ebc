package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rule or entry that came closest, and what failed.
class NearestRuleTest {

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @DisplayName("Question, place, its rules or entries, nearest rule and what failed")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # one field of one rule
          eni-c eni-s tcp 443 | sg-s in | tcp 80 0.0.0.0/0 sgr-1          | sgr-1 port
          eni-c eni-s tcp 443 | sg-s in | tcp 443 192.168.0.0/16 sgr-1    | sgr-1 peer
          eni-c eni-s tcp 443 | sg-s in | udp 443 10.0.0.0/8 sgr-1        | sgr-1 protocol
          eni-c eni-s tcp 443 | sg-s in | icmp * 10.0.0.0/8 sgr-1         | sgr-1 protocol
          eni-c eni-s tcp 443 | sg-s in | tcp 443 sg-s sgr-1              | sgr-1 peer
          eni-c eni-s icmp    | sg-s in | icmp 0/0 0.0.0.0/0 sgr-1        | sgr-1 port
          eni-c eni-s icmp    | sg-s in | icmp 8/1 0.0.0.0/0 sgr-1        | sgr-1 port
          eni-c eni-s 47      | sg-s in | 50 * 0.0.0.0/0 sgr-1            | sgr-1 protocol
          # fewer failing fields first
          eni-c eni-s tcp 443 | sg-s in | tcp 444 10.9.0.0/16 sgr-1; tcp 80 0.0.0.0/0 sgr-2 | sgr-2 port
          eni-c eni-s tcp 443 | sg-s in | udp 53 192.0.2.0/24 sgr-1       | sgr-1 port+peer+protocol
          # then the nearer port
          eni-c eni-s tcp 443 | sg-s in | tcp 80 0.0.0.0/0 sgr-1; tcp 440-442 0.0.0.0/0 sgr-2 | sgr-2 port
          eni-c eni-s tcp 443 | sg-s in | tcp 444-500 0.0.0.0/0 sgr-1; tcp 8443 0.0.0.0/0 sgr-2 | sgr-1 port
          # or the longer common prefix
          eni-c eni-s tcp 443 | sg-s in | tcp 443 192.0.2.0/24 sgr-1; tcp 443 10.0.0.0/24 sgr-2 | sgr-2 peer
          # the right service from elsewhere is nearer than a quite different port
          eni-c eni-s tcp 443 | sg-s in | tcp 22 0.0.0.0/0 sgr-1; tcp 443 10.0.3.0/24 sgr-2 | sgr-2 peer
          # a rule of the other family fails by its peer
          eni-c eni-s tcp 443 | sg-s in | tcp 443 ::/0 sgr-1              | sgr-1 peer
          # a rule in the other direction counts when it is specific
          eni-c eni-s tcp 443 | sg-s    | out tcp 443 10.0.1.0/24 sgr-1   | sgr-1 direction
          eni-c eni-s tcp 443 | sg-s    | out all * 0.0.0.0/0 sgr-1       | none
          eni-c eni-s tcp 443 | sg-s    | out tcp * 0.0.0.0/0 sgr-1       | none
          eni-c eni-s tcp 443 | sg-s    | out tcp 443 192.0.2.0/24 sgr-1  | none
          eni-c eni-s tcp 443 | sg-s    | out tcp 443 10.0.1.0/24 sgr-1; in tcp 442 0.0.0.0/0 sgr-2 | sgr-2 port
          eni-c eni-s tcp 443 | sg-s    | out tcp 443 10.0.1.0/24 sgr-1; in udp 9 192.0.2.0/24 sgr-2 | sgr-1 direction
          eni-c eni-s tcp 443 | sg-s in | ''                              | none
          # network ACLs: allow entries only
          eni-c eni-s tcp 443 | acl-s in | 100 allow tcp 80 0.0.0.0/0     | 100 port
          eni-c eni-s tcp 443 | acl-s in | 100 deny tcp 443 0.0.0.0/0     | none
          eni-c eni-s tcp 443 | acl-s in | 100 allow tcp 443 10.0.3.0/24  | 100 peer
          eni-c eni-s tcp 443 | acl-s in | 100 allow udp * 0.0.0.0/0      | 100 protocol
          eni-c eni-s tcp 443 | acl-s in | 100 allow all * ::/0           | 100 peer
          # an allow entry behind the deny: the order
          eni-c eni-s tcp 443 | acl-s in | 90 deny tcp * 10.0.0.0/8; 100 allow tcp 443 0.0.0.0/0; 80 allow tcp 442 0.0.0.0/0 | 100 order
          # the reply: all closed ports of the client
          eni-c eni-s tcp 443 | acl-s out | 100 allow tcp 443 0.0.0.0/0; 110 allow tcp 1024-32767 0.0.0.0/0 | 110 port
          eni-c eni-s tcp 443 | acl-s out | 100 allow tcp 49152-65535 0.0.0.0/0 | 100 port
          eni-c eni-s tcp 443 | acl-s out | 100 allow tcp 1024-65535 10.0.3.0/24 | 100 peer
          # another entry denies it before, too
          eni-c eni-s tcp 443 | acl-s in | 90 deny tcp 443 10.0.0.0/8; 100 allow tcp 80 0.0.0.0/0 | 100 order+port
          eni-c eni-s tcp 443 | acl-s     | in 100 allow all * 0.0.0.0/0; in 110 allow tcp 1024-65535 0.0.0.0/0 | 110 direction
          """)
  void theNearestRuleIsNamedWithWhatFailed(
      String question, String place, String lines, String nearest) {
    NearestRule rule = Asked.explain(Pair.with(place, lines), question).nearest();

    assertThat(rule == null ? "none" : rule.rule() + " " + failed(rule)).isEqualTo(nearest);
  }

  private static String failed(NearestRule rule) {
    return rule.failed().stream().map(Object::toString).collect(Collectors.joining("+"));
  }

  @ParameterizedTest(name = "{0} at {1} with {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eni-c eni-s icmpv6 | NACL | entry acl-s in 110 allow icmp * ::/0   | The nearest is entry 110 of acl-s (icmp all types from ::/0); only its protocol fails, icmpv6 was probably meant.
          eni-c eni-s icmpv6 | SG   | rule sg-s in icmp 8/0 ::/0 sgr-6       | The nearest is sgr-6 of sg-s (icmp type 8 code 0 from ::/0); its port and its protocol fail, icmpv6 was probably meant.
          eni-c eni-s icmpv6 | SG   | rule sg-s in icmp * ::/0 sgr-6         | The nearest is sgr-6 of sg-s (icmp all types from ::/0); only its protocol fails, icmpv6 was probably meant.
          eni-c eni-s icmpv6 | SG   | rule sg-s in icmp * 10.0.0.0/8 sgr-4   | The nearest is sgr-4 of sg-s (icmp all types from 10.0.0.0/8); its peer and its protocol fail.
          eni-c eni-s icmp   | SG   | rule sg-s in icmpv6 * 10.0.0.0/8 sgr-4 | The nearest is sgr-4 of sg-s (icmpv6 all types from 10.0.0.0/8); only its protocol fails, icmp was probably meant.
          """)
  void aRuleForTheIcmpOfTheOtherFamilySaysWhichWasMeant(
      String question, Layer layer, String line, String sentence) {
    String closed =
        Pair.without(Pair.OPEN, "sg-s in")
            + (layer == Layer.NACL ? "rule sg-s in icmpv6 * ::/0 sgr-s\n" : "");

    assertThat(Asked.explain(World.of(Pair.PLACES, closed, line), question).blockers())
        .filteredOn(blocker -> blocker.checkpoint().layer() == layer)
        .filteredOn(blocker -> blocker.checkpoint().role() == Role.REQUEST)
        .filteredOn(blocker -> blocker.checkpoint().direction() == Direction.INGRESS)
        .extracting(blocker -> requireNonNull(blocker.nearest()).sentence())
        .containsExactly(sentence);
  }

  @Test
  void everyGroupOfTheInterfaceIsSearched() {
    Snapshot snapshot =
        World.of(
            Pair.PLACES.replace("groups=sg-s", "groups=sg-s,sg-t"),
            """
            sg sg-t vpc-1
            rule sg-s in tcp 80 0.0.0.0/0 sgr-far
            rule sg-t in tcp 444 0.0.0.0/0 sgr-near
            """);

    assertThat(nearestOfGroups(snapshot)).isEqualTo("sgr-near port");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.0/24,198.51.101.0/24 | sgr-1 peer
          192.0.2.0/24                 | sgr-2 peer
          """)
  void aPrefixListIsAsNearAsItsNearestEntry(String entries, String nearest) {
    Snapshot snapshot =
        World.of(
            Pair.PLACES,
            "rule sg-s in tcp 443 pl-1 sgr-1",
            "rule sg-s in tcp 443 198.51.104.0/24 sgr-2",
            "list pl-1 " + entries);

    assertThat(nearestOfGroups(snapshot)).isEqualTo(nearest);
  }

  private static String nearestOfGroups(Snapshot snapshot) {
    return Asked.explain(snapshot, "198.51.100.7 eni-s tcp 443").blockers().stream()
        .filter(blocker -> blocker.checkpoint().layer() == Layer.SG)
        .map(blocker -> requireNonNull(blocker.nearest()))
        .map(nearest -> nearest.rule() + " " + failed(nearest))
        .collect(Collectors.joining());
  }

  @Test
  void aNearestRuleSaysWhatFails() {
    NearestRule one =
        new NearestRule(
            Layer.SG,
            "sg-1",
            "sgr-1",
            "tcp 80 from sg-2",
            Set.of(NearestRule.Field.PORT),
            "db",
            "tcp 80 from web sg-2",
            null);
    NearestRule two =
        new NearestRule(
            Layer.NACL,
            "acl-1",
            "100",
            "tcp 80 from 192.0.2.0/24",
            Set.of(NearestRule.Field.PEER, NearestRule.Field.PORT),
            null,
            "tcp 80 from 192.0.2.0/24",
            null);

    assertThat(one.sentence())
        .isEqualTo("The nearest is sgr-1 of db sg-1 (tcp 80 from web sg-2); only its port fails.");
    assertThat(two.sentence())
        .isEqualTo(
            "The nearest is entry 100 of acl-1 (tcp 80 from 192.0.2.0/24); its port and its peer"
                + " fail.");
    assertThat(two.field()).isEqualTo(NearestRule.Field.PORT);
  }

  @Test
  void aNearestRuleFailsBySomething() {
    assertThatThrownBy(() ->
            new NearestRule(Layer.SG, "sg-1", "sgr-1", "tcp 80", Set.of(), null, "tcp 80", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
