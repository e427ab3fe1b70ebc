package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16 2600:1f14::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2600:1f14::/64
      acl-1 of vpc-1 guards subnet-1
      eni-1 of subnet-1 has 10.0.1.10 2600:1f14::10 public 54.0.0.1 carries sg-1
      sg-1 of vpc-1 named web
      """;

  private static final String OPEN =
      "acl-1 in 100 allow all from any\nacl-1 in 101 allow all from any6\n";
  private static final String SHUT = "acl-1 in 100 allow all from 10.0.0.0/8\n";

  /// The network ACL lets everything in, or nothing from the Internet: a control of groups asks of
  /// the groups alone.
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EC2.13 | SSH                              | sg-1 in tcp 22 from any                          | fails
          EC2.13 | SSH of IPv6                      | sg-1 in tcp 22 from any6                         | fails
          EC2.13 | a range                          | sg-1 in tcp 20-25 from any                       | fails
          EC2.13 | all traffic                      | sg-1 in all from any                             | fails
          EC2.13 | a group that no interface has    | sg-2 of vpc-1 named x; sg-2 in tcp 22 from any   | fails
          EC2.13 | UDP                              | sg-1 in udp 22 from any                          | passes
          EC2.13 | half of the Internet             | sg-1 in tcp 22 from 0.0.0.0/1                    | passes
          EC2.13 | both halves of it                | sg-1 in tcp 22 from 0.0.0.0/1; sg-1 in tcp 22 from 128.0.0.0/1 | passes
          EC2.13 | another port                     | sg-1 in tcp 23 from any                          | passes
          EC2.13 | outbound                         | sg-1 out tcp 22 to any                           | passes
          EC2.14 | RDP                              | sg-1 in tcp 3389 from any                        | fails
          EC2.14 | SSH                              | sg-1 in tcp 22 from any                          | passes
          EC2.18 | a port that is not authorized    | sg-1 in tcp 9999 from any                        | fails
          EC2.18 | a range that holds others        | sg-1 in tcp 80-443 from any6                     | fails
          EC2.18 | UDP                              | sg-1 in udp 53 from any                          | fails
          EC2.18 | web                              | sg-1 in tcp 80 from any; sg-1 in tcp 443 from any | passes
          EC2.18 | ping                             | sg-1 in icmp from any                            | passes
          EC2.18 | a network                        | sg-1 in tcp 9999 from 54.0.0.0/8                 | passes
          EC2.19 | a port of high risk              | sg-1 in tcp 8080 from any                        | fails
          EC2.19 | FTP of IPv6                      | sg-1 in tcp 21 from any6                         | fails
          EC2.19 | a database that is not listed    | sg-1 in tcp 27017 from any                       | passes
          EC2.19 | VNC                              | sg-1 in tcp 5900 from any                        | passes
          EC2.53 | SSH                              | sg-1 in tcp 22 from any                          | fails
          EC2.53 | UDP counts                       | sg-1 in udp 3389 from any                        | fails
          EC2.53 | SSH of IPv6                      | sg-1 in tcp 22 from any6                         | passes
          EC2.53 | Telnet                           | sg-1 in tcp 23 from any                          | passes
          EC2.54 | SSH of IPv6                      | sg-1 in tcp 22 from any6                         | fails
          EC2.54 | SSH                              | sg-1 in tcp 22 from any                          | passes
          3.0.0 5.2 | as EC2.53                     | sg-1 in tcp 3389 from any                        | fails
          5.0.0 5.3 | as EC2.53                     | sg-1 in tcp 3389 from any                        | fails
          3.0.0 5.3 | as EC2.54                     | sg-1 in tcp 3389 from any6                       | fails
          5.0.0 5.4 | as EC2.54                     | sg-1 in tcp 3389 from any6                       | fails
          3.0.0 5.1 | is about network ACLs         | acl-1 in 99 deny tcp 22 from any; acl-1 in 98 deny tcp 3389 from any; acl-1 in 97 deny udp from any; sg-1 in tcp 22 from any | passes
          EC2.2  | a default group with rules       | sg-9 of vpc-1 named default; sg-9 out all to any | fails
          EC2.2  | one without, which is used       | sg-9 of vpc-1 named default; eni-9 of subnet-1 has 10.0.1.9 carries sg-9 | passes
          3.0.0 5.4 | as EC2.2                      | sg-9 of vpc-1 named default; sg-9 in all from sg-9 | fails
          5.0.0 5.5 | as EC2.2                      | sg-9 of vpc-1 named default; sg-9 in all from sg-9 | fails
          EC2.16 | no subnet                        | acl-9 of vpc-1                                   | fails
          EC2.16 | a default one without            | acl-9 of vpc-1 is default                        | passes
          """)
  void aControlIsNamedWhereItFails(String control, String name, String rows, String outcome) {
    for (String entries : List.of(OPEN, SHUT)) {
      assertThat(names(TestNetwork.of(PLACE + entries + rows)).contains(full(control)))
          .as(entries)
          .isEqualTo(outcome.equals("fails"));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EC2.21    | everything                     | acl-1 in 100 allow all from any                                                | fails
          EC2.21    | SSH                            | acl-1 in 100 allow tcp 22 from any                                             | fails
          EC2.21    | RDP of IPv6                    | acl-1 in 100 allow tcp 3000-4000 from any6                                     | fails
          EC2.21    | a network denied before        | acl-1 in 90 deny tcp 22 from 54.0.0.0/8; acl-1 in 100 allow tcp 22 from any    | fails
          EC2.21    | denied before                  | acl-1 in 90 deny tcp 22 from any; acl-1 in 91 deny tcp 3389 from any; acl-1 in 100 allow all from any | passes
          EC2.21    | UDP                            | acl-1 in 100 allow udp 22 from any                                             | passes
          EC2.21    | a network                      | acl-1 in 100 allow tcp 22 from 54.0.0.0/8                                      | passes
          EC2.21    | outbound                       | acl-1 out 100 allow all to any                                                 | passes
          EC2.21    | a default network ACL          | acl-1 is default; acl-1 in 100 allow all from any                              | passes
          3.0.0 5.1 | everything                     | acl-1 in 100 allow all from any                                                | fails
          3.0.0 5.1 | UDP counts                     | acl-1 in 100 allow udp 22 from any                                             | fails
          3.0.0 5.1 | a default network ACL          | acl-1 is default; acl-1 in 100 allow all from any                              | fails
          3.0.0 5.1 | IPv6                           | acl-1 in 100 allow tcp 22 from any6                                            | passes
          5.0.0 5.2 | SSH                            | acl-1 in 100 allow tcp 22 from any                                             | fails
          """)
  void aControlOfNetworkAclsAsksOfThemAlone(
      String control, String name, String rows, String outcome) {
    String groups = "sg-1 in tcp 443 from any\n";

    assertThat(names(TestNetwork.of(PLACE + groups + rows)).contains(full(control)))
        .isEqualTo(outcome.equals("fails"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no flow log                       | -                            | fails
          of the VPC                        | vpc-1 ALL                    | passes
          of rejected traffic               | vpc-1 REJECT                 | passes
          of accepted traffic alone         | vpc-1 ACCEPT                 | fails
          of both halves                    | vpc-1 ACCEPT; vpc-1 REJECT   | passes
          of every subnet                   | subnet-1 ALL                 | fails
          of accepted traffic of a subnet   | vpc-1 ALL; subnet-1 ACCEPT   | passes
          """)
  void aVpcHasAFlowLogOfRejectedTraffic(String name, String logs, String outcome) {
    List<String> given = Found.expected(logs);
    List<FlowLog> flowLogs =
        IntStream.range(0, given.size())
            .mapToObj(i ->
                FlowLogsTest.log(
                    "fl-" + i,
                    given.get(i).split(" ", -1)[0],
                    given.get(i).split(" ", -1)[1],
                    "ACTIVE",
                    ""))
            .toList();
    Snapshot snapshot = TestNetwork.of(PLACE).toBuilder().flowLogs(flowLogs).build();

    assertThat(names(snapshot).contains("AWS Security Hub EC2.6"))
        .isEqualTo(outcome.equals("fails"));
    assertThat(names(snapshot).contains("CIS AWS Foundations 3.0.0 3.7"))
        .isEqualTo(outcome.equals("fails"));
    assertThat(names(snapshot).contains("CIS AWS Foundations 5.0.0 3.7"))
        .isEqualTo(outcome.equals("fails"));
  }

  private static final List<String> RANGES =
      List.of(
          "tcp 22",
          "tcp 3389",
          "tcp 443",
          "tcp 80",
          "tcp 80-443",
          "tcp 0-65535",
          "tcp 5432",
          "tcp 27017",
          "udp 22",
          "udp 53",
          "udp",
          "icmp",
          "icmpv6",
          "47",
          "all");
  private static final List<String> BLOCKS =
      List.of("any", "any6", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "::/1");

  /// Where a group fails a control by the literal reading of its rules, a finding about the group
  /// says so, and no other one.
  @Test
  void ofRandomGroupsJustTheFailingControlsAreNamed() {
    Random random = new Random(16);
    List<String> disagreements = new ArrayList<>();
    int failing = 0;
    for (int world = 0; world < 500; world++) {
      StringBuilder text = new StringBuilder(PLACE.replace("carries sg-1", "carries sg-1 sg-2"));
      text.append("sg-2 of vpc-1 named app; sg-3 of vpc-1 named spare\n");
      for (int i = random.nextInt(6); i >= 0; i--) {
        text.append("sg-")
            .append(1 + random.nextInt(3))
            .append(" in ")
            .append(any(RANGES, random))
            .append(" from ")
            .append(any(BLOCKS, random))
            .append("\n");
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        text.append("acl-1 in ")
            .append(10 * i)
            .append(random.nextBoolean() ? " deny " : " allow ")
            .append(any(RANGES, random))
            .append(" from ")
            .append(any(BLOCKS, random))
            .append("\n");
      }
      Snapshot snapshot = TestNetwork.of(text.toString());
      List<AuditFinding> findings = new ArrayList<>(Found.findings(new OpenToInternet(), snapshot));
      Found.findings(new OpenInOneLayer(), snapshot).stream()
          .filter(each -> each.resource().startsWith("sg-"))
          .forEach(findings::add);
      Set<String> named = new TreeSet<>();
      findings.forEach(each -> named.addAll(each.standards()));
      Set<String> expected = new TreeSet<>();
      for (SecurityGroup group : snapshot.securityGroups().values()) {
        for (String control : literally(group)) {
          expected.add(control);
          failing++;
          if (findings.stream()
              .filter(each -> each.standards().contains(control))
              .noneMatch(each ->
                  each.resource().equals(group.id()) || each.related().contains(group.id()))) {
            disagreements.add(control + " of " + group.id() + " is not told in\n" + text);
          }
        }
      }
      named.removeIf(each -> each.startsWith("CIS"));
      if (!named.equals(expected)) {
        disagreements.add("named " + named + ", expected " + expected + " in\n" + text);
      }
    }

    System.out.println(
        "Controls of random groups: worlds 500, failing "
            + failing
            + ", disagreements "
            + disagreements.size());
    assertThat(disagreements).isEmpty();
    assertThat(failing).isGreaterThan(500);
  }

  private static Set<String> literally(SecurityGroup group) {
    Set<String> failing = new TreeSet<>();
    for (SecurityGroupRule rule : group.rules(Direction.INGRESS)) {
      if (rule.peer() instanceof Peer.OfCidr(Cidr cidr)
          && Set.of("0.0.0.0/0", "::/0").contains(cidr.toString())) {
        boolean ipv4 = cidr.toString().equals("0.0.0.0/0");
        boolean login = has(rule, Protocol.TCP, 22, 3_389) || has(rule, Protocol.UDP, 22, 3_389);
        add(failing, "EC2.13", has(rule, Protocol.TCP, 22));
        add(failing, "EC2.14", has(rule, Protocol.TCP, 3_389));
        add(
            failing,
            "EC2.18",
            has(rule, Protocol.TCP, 22, 81, 100, 5_432, 3_389, 27_017)
                || has(rule, Protocol.UDP, 22, 53));
        add(failing, "EC2.19", has(rule, Protocol.TCP, 22, 3_389, 5_432, 110));
        add(failing, ipv4 ? "EC2.53" : "EC2.54", login);
      }
    }
    return failing;
  }

  private static void add(Set<String> failing, String control, boolean fails) {
    if (fails) {
      failing.add("AWS Security Hub " + control);
    }
  }

  private static boolean has(SecurityGroupRule rule, Protocol protocol, int... ports) {
    return switch (rule.traffic()) {
      case Traffic.All() -> true;
      case Traffic.Ports(Protocol own, PortRange range) ->
          own.equals(protocol) && Arrays.stream(ports).anyMatch(port -> range.contains(port));
      case Traffic.Icmp _, Traffic.Whole _ -> false;
    };
  }

  private static String any(List<String> texts, Random random) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static Set<String> names(Snapshot snapshot) {
    Set<String> names = new TreeSet<>();
    Audits.run(AuditInput.of(Found.SCOPE, snapshot))
        .forEach(finding -> names.addAll(finding.standards()));
    return names;
  }

  private static String full(String control) {
    return (control.startsWith("EC2") ? "AWS Security Hub " : "CIS AWS Foundations ") + control;
  }

  @Test
  void whatANetworkAclKeepsOutIsSaidOfTheGroup() {
    String rows = SHUT + "sg-1 in tcp 22 from any";

    assertThat(Found.findings(new OpenInOneLayer(), TestNetwork.of(PLACE + rows)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.sentence())
              .isEqualTo(
                  "TCP 22 from the whole IPv4 Internet would be let in by sgr-1-1 (tcp 22 from"
                      + " 0.0.0.0/0) of sg-1. It is carried by 1 interface, whose network ACL"
                      + " denies it.");
          assertThat(finding.resource()).isEqualTo("sg-1");
        });
  }

  @Test
  void whereANetworkAclIsNotKnownTheGroupMayBeOpen() {
    String rows =
        SHUT
            + """
            sg-1 in tcp 22 from any
            subnet-2 of vpc-1 has 10.0.2.0/24; eni-2 of subnet-2 has 10.0.2.10 carries sg-1
            """;

    assertThat(Found.findings(new OpenInOneLayer(), TestNetwork.of(PLACE + rows))).isEmpty();
    assertThat(Found.findings(new OpenToInternet(), TestNetwork.of(PLACE + rows)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.resource()).isEqualTo("sg-1");
          assertThat(finding.standards()).contains("AWS Security Hub EC2.13");
          assertThat(finding.sentence())
              .endsWith("It is carried by 2 interfaces; the network ACLs that are known deny it.");
        });
  }

  @Test
  void aNetworkAclIsToldWithItsEntries() {
    String rows = "acl-1 in 90 deny tcp 22 from any; acl-1 in 100 allow all from any";

    assertThat(Found.findings(new OpenInOneLayer(), TestNetwork.of(PLACE + rows)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(AuditKind.OPEN_IN_ONE_LAYER);
          assertThat(finding.sentence())
              .isEqualTo(
                  "Network ACL acl-1 lets TCP 3389; UDP 22, 3389 in from anywhere: entry 100 (all"
                      + " traffic from 0.0.0.0/0). What is reached is for the groups to decide.");
        });
  }
}
