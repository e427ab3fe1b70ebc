package io.flowverdict.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes as blocks that Terraform reads as meant.
class TerraformTest {

  private static final Traffic HTTPS = new Traffic.Ports(Protocol.TCP, PortRange.of(443));

  @Test
  void aRuleIsAResourceOfItsDirection() {
    assertThat(rule("sg-1", Direction.INGRESS, HTTPS, Peer.OfGroup.local("sg-2")))
        .isEqualTo(
            """
            resource "aws_vpc_security_group_ingress_rule" "sg_1_tcp_443_from_sg_2" {
              security_group_id            = "sg-1"
              ip_protocol                  = "tcp"
              from_port                    = 443
              to_port                      = 443
              referenced_security_group_id = "sg-2"
            }\
            """);
    assertThat(rule("sg-1", Direction.EGRESS, HTTPS, new Peer.OfPrefixList("pl-1")))
        .contains(
            "resource \"aws_vpc_security_group_egress_rule\"", "prefix_list_id    = \"pl-1\"");
  }

  @Test
  void allTrafficHasNoPortsAndIcmpHasItsTypeAndCodeInTheirPlace() {
    Peer peer = new Peer.OfCidr(Cidr.parse("2001:db8::/32"));

    assertThat(rule("sg-1", Direction.INGRESS, new Traffic.All(), peer))
        .contains("ip_protocol       = \"-1\"", "cidr_ipv6         = \"2001:db8::/32\"")
        .doesNotContain("port =");
    assertThat(rule("sg-1", Direction.INGRESS, new Traffic.Icmp(Protocol.ICMP, 8, -1), peer))
        .contains("ip_protocol       = \"icmp\"", "from_port         = 8", "= -1");
  }

  @Test
  void aGroupOfAnotherAccountIsNamedWithIt() {
    Peer peer = new Peer.OfGroup("sg-2", "123456789012", "vpc-2", "pcx-1", "active");

    assertThat(rule("sg-1", Direction.INGRESS, HTTPS, peer))
        .contains("referenced_security_group_id = \"123456789012/sg-2\"");
  }

  @Test
  void anEntryIsARuleOfItsNetworkAcl() {
    assertThat(Terraform.blocks(Change.PutEntries.adding("acl-1", entry(new Traffic.All()))))
        .containsExactly(
            """
            resource "aws_network_acl_rule" "acl_1_egress_200" {
              network_acl_id = "acl-1"
              rule_number    = 200
              egress         = true
              protocol       = "-1"
              rule_action    = "allow"
              cidr_block     = "10.0.0.0/8"
            }\
            """);
    assertThat(
            Terraform.blocks(
                    Change.PutEntries.adding("acl-1", entry(new Traffic.Icmp(Protocol.ICMP, 0, 0))))
                .getFirst())
        .contains("protocol       = \"1\"", "icmp_type      = 0", "icmp_code      = 0");
  }

  @Test
  void whatIsTakenAwayIsSaidInAComment() {
    assertThat(Terraform.blocks(new Change.RemoveEntry("acl-1", entry(new Traffic.All()))))
        .containsExactly(
            "# Remove the resource or inline block of acl-1 for outbound entry 200, then apply.");
    assertThat(
            Terraform.blocks(
                new Change.RemoveRule(
                    new SecurityGroupRule(
                        "sgr-1",
                        "sg-1",
                        Direction.INGRESS,
                        HTTPS,
                        Peer.OfGroup.local("sg-2"),
                        null))))
        .containsExactly(
            "# Remove the resource or inline block of sg-1 for inbound tcp 443 from sg-2 (sgr-1),"
                + " then apply.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sg-\"; provisioner \"local-exec\" {}",
        "sg-${file(\"/etc/passwd\")}",
        "sg-$${x}",
        "sg-$$${x}",
        "sg-%{ for x in y }",
        "sg-\\\"",
        "sg-1\n}\nresource \"x\" \"y\" {",
        "sg-1\r\u2028\u0085# */ <<EOT"
      })
  void nothingInAnIdIsReadAsAnythingButText(String id) {
    String block = rule(id, Direction.INGRESS, HTTPS, Peer.OfGroup.local(id));

    List<String> lines = block.lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.getFirst())
        .matches("resource \"aws_vpc_security_group_ingress_rule\" \"[A-Za-z0-9_]+\" \\{");
    assertThat(lines.subList(1, 6))
        .allMatch(line -> line.matches(" {2}\\w+ += (\"([^\"\\\\$%]|\\\\.)*\"|\\d+)"), "a text");
    assertThat(
            Terraform.blocks(
                new Change.RemoveRule(
                    new SecurityGroupRule(
                        id, id, Direction.INGRESS, HTTPS, Peer.OfGroup.local(id), null))))
        .allMatch(comment -> comment.startsWith("# ") && comment.lines().count() == 1);
  }

  private static NetworkAclEntry entry(Traffic traffic) {
    return new NetworkAclEntry(
        200, Direction.EGRESS, NetworkAclEntry.Effect.ALLOW, traffic, Cidr.parse("10.0.0.0/8"));
  }

  private static String rule(String groupId, Direction direction, Traffic traffic, Peer peer) {
    SecurityGroupRule rule = new SecurityGroupRule(null, groupId, direction, traffic, peer, null);
    return Terraform.blocks(new Change.AddRule(rule)).getFirst();
  }
}
