package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static io.flowverdict.aws.configuration.Documents.refusal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityGroupReadingTest {

  /// The encodings that the EC2 API has for `IpProtocol`, `FromPort` and `ToPort`.
  @ParameterizedTest(name = "{0} {1} {2} is {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # IpProtocol | FromPort | ToPort | traffic
          'tcp'        | 443      | 443    | tcp 443
          'TCP'        | 443      | 443    | tcp 443
          '6'          | 443      | 443    | tcp 443
          6            | 443      | 443    | tcp 443
          'udp'        | 1024     | 65535  | udp 1024-65535
          '17'         | 53       | 53     | udp 53
          'tcp'        | 0        | 65535  | tcp all ports
          'tcp'        | 0        | 0      | tcp 0
          'tcp'        | -1       | -1     | tcp all ports
          'tcp'        | null     | null   | tcp all ports
          'tcp'        | 1024     | null   | tcp 1024-65535
          'tcp'        | null     | 1023   | tcp 0-1023
          'tcp'        | 1024     | -1     | tcp 1024-65535
          '-1'         | null     | null   | all traffic
          -1           | null     | null   | all traffic
          '-1'         | 22       | 22     | all traffic
          '-1'         | -1       | -1     | all traffic
          'icmp'       | -1       | -1     | icmp all types
          'icmp'       | null     | null   | icmp all types
          '1'          | 8        | -1     | icmp type 8
          'icmp'       | 8        | null   | icmp type 8
          'icmp'       | 3        | 4      | icmp type 3 code 4
          'icmp'       | 0        | 0      | icmp type 0 code 0
          'icmp'       | -1       | 4      | icmp all types
          'icmpv6'     | 128      | 0      | icmpv6 type 128 code 0
          '58'         | null     | null   | icmpv6 all types
          58           | 135      | -1     | icmpv6 type 135
          '47'         | null     | null   | protocol 47
          50           | 22       | 22     | protocol 50
          '0'          | null     | null   | protocol 0
          '255'        | -1       | -1     | protocol 255
          """)
  void aPermissionsTrafficIsUnderstoodInEverySpelling(
      String protocol, String from, String to, String traffic) {
    String permission =
        "{'IpProtocol':%s,'FromPort':%s,'ToPort':%s,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]}"
            .formatted(protocol, from, to);
    String rule =
        """
        {'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,'CidrIpv4':'10.0.0.0/8',
         'IpProtocol':%s,'FromPort':%s,'ToPort':%s}\
        """
            .formatted(protocol, from, to);

    assertThat(onlyRule(load(group(permission))).traffic()).hasToString(traffic);
    assertThat(onlyRule(load("{'SecurityGroupRules':[" + rule + "]}")).traffic())
        .hasToString(traffic);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # IpProtocol | FromPort | ToPort | field      | complaint
          'tpc'        | 1        | 1      | IpProtocol | is "tpc" where tcp, udp, icmp, icmpv6, -1
          'all'        | 1        | 1      | IpProtocol | is "all"
          ''           | 1        | 1      | IpProtocol | is ""
          ' tcp'       | 1        | 1      | IpProtocol | is " tcp"
          '256'        | 1        | 1      | IpProtocol | is "256"
          256          | 1        | 1      | IpProtocol | is 256
          -2           | 1        | 1      | IpProtocol | is -2
          6.0          | 1        | 1      | IpProtocol | is 6.0
          true         | 1        | 1      | IpProtocol | is true
          null         | 1        | 1      | IpProtocol | is null
          []           | 1        | 1      | IpProtocol | is a list
          {}           | 1        | 1      | IpProtocol | is an object
          'tcp'        | 65536    | 65536  | FromPort   | is 65536 where a whole number from -1 to 65535
          'tcp'        | -2       | 1      | FromPort   | is -2
          'tcp'        | '443'    | 443    | FromPort   | is "443"
          'tcp'        | 1        | 4.5    | ToPort     | is 4.5
          'udp'        | 1        | 99999999999999999999 | ToPort | is 99999999999999999999
          'icmp'       | 256      | -1     | FromPort   | is 256 where a whole number from -1 to 255
          'icmpv6'     | 1        | 300    | ToPort     | is 300
          """)
  void aPermissionThatCannotBeUnderstoodIsRefusedWithItsPlace(
      String protocol, String from, String to, String field, String complaint) {
    String permission =
        "{'IpProtocol':%s,'FromPort':%s,'ToPort':%s,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]}"
            .formatted(protocol, from, to);

    assertThat(refusal(group(permission)))
        .startsWith("1.json: SecurityGroups[0].IpPermissions[0]." + field + " " + complaint)
        .endsWith("; correct it, or export the file again with the AWS CLI.");
  }

  @Test
  void aPortRangeThatEndsBeforeItBeginsIsRefused() {
    assertThat(
            refusal(
                group(
                    "{'IpProtocol':'tcp','FromPort':443,'ToPort':80,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]}")))
        .startsWith(
            "1.json: SecurityGroups[0].IpPermissions[0] has ports that end before they begin: 443"
                + " to 80;");
  }

  @Test
  void everySourceOfAPermissionMakesARule() {
    LoadedSnapshot loaded =
        load(
            """
            {'SecurityGroups':[{'GroupId':'sg-1','GroupName':'web','VpcId':'vpc-1','OwnerId':'111122223333',
              'IpPermissions':[{'IpProtocol':'tcp','FromPort':443,'ToPort':443,
                'IpRanges':[{'CidrIp':'10.0.0.0/8','Description':'office'},{'CidrIp':'192.0.2.7/32'}],
                'Ipv6Ranges':[{'CidrIpv6':'2001:db8::/32'}],
                'PrefixListIds':[{'PrefixListId':'pl-1'}],
                'UserIdGroupPairs':[{'GroupId':'sg-2','UserId':'111122223333'},
                  {'GroupId':'sg-3','UserId':'123456789012','VpcId':'vpc-9',
                   'VpcPeeringConnectionId':'pcx-1','PeeringStatus':'active','Description':'them'}]}],
              'IpPermissionsEgress':[{'IpProtocol':'-1','IpRanges':[{'CidrIp':'0.0.0.0/0'}]}]}]}\
            """);

    SecurityGroup group = group(loaded, "sg-1");
    assertThat(group.name()).isEqualTo("web");
    assertThat(group.vpcId()).isEqualTo("vpc-1");
    assertThat(group.ownerId()).isEqualTo("111122223333");
    assertThat(group.rules())
        .extracting(SecurityGroupRule::name)
        .containsExactlyInAnyOrder(
            "sg-1 ingress tcp 443 from 10.0.0.0/8",
            "sg-1 ingress tcp 443 from 192.0.2.7/32",
            "sg-1 ingress tcp 443 from 2001:db8::/32",
            "sg-1 ingress tcp 443 from pl-1",
            "sg-1 ingress tcp 443 from sg-2",
            "sg-1 ingress tcp 443 from sg-3",
            "sg-1 egress all traffic to 0.0.0.0/0");
    assertThat(group.rules())
        .extracting(SecurityGroupRule::peer)
        .contains(
            new Peer.OfGroup("sg-2", "111122223333", null, null, null),
            new Peer.OfGroup("sg-3", "123456789012", "vpc-9", "pcx-1", "active"));
    assertThat(group.rules())
        .filteredOn(rule -> rule.description() != null)
        .extracting(SecurityGroupRule::description)
        .containsExactlyInAnyOrder("office", "them");
    assertThat(loaded.found().rules()).isEqualTo(7);
  }

  @Test
  void aRuleThatBothListingsShowIsOneRuleWithItsId() {
    LoadedSnapshot loaded =
        load(
            """
            {'SecurityGroups':[{'GroupId':'sg-1','GroupName':'web','IpPermissions':[
              {'IpProtocol':'tcp','FromPort':443,'ToPort':443,
               'IpRanges':[{'CidrIp':'10.0.0.0/8'},{'CidrIp':'192.0.2.0/24'}]},
              {'IpProtocol':'-1','UserIdGroupPairs':[{'GroupId':'sg-1','UserId':'111122223333'}]}],
              'IpPermissionsEgress':[
                {'IpProtocol':'tcp','FromPort':443,'ToPort':443,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]}]}]}\
            """,
            """
            {'SecurityGroupRules':[
              {'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,'IpProtocol':'6','FromPort':443,
               'ToPort':443,'CidrIpv4':'10.0.0.0/8','Description':'office'},
              {'SecurityGroupRuleId':'sgr-2','GroupId':'sg-1','IsEgress':false,'IpProtocol':'-1','FromPort':-1,
               'ToPort':-1,'ReferencedGroupInfo':{'GroupId':'sg-1','UserId':'111122223333'}}]}\
            """);

    SecurityGroup group = group(loaded, "sg-1");
    assertThat(group.name()).isEqualTo("web");
    assertThat(group.rules())
        .extracting(SecurityGroupRule::name)
        .containsExactlyInAnyOrder(
            "sgr-1",
            "sgr-2",
            "sg-1 ingress tcp 443 from 192.0.2.0/24",
            "sg-1 egress tcp 443 to 10.0.0.0/8");
    assertThat(loaded.found().rules()).isEqualTo(6);
    assertThat(loaded.kept().rules()).isEqualTo(4);
    assertThat(loaded.superseded()).isEmpty();
  }

  @Test
  void theOrderOfPermissionsAndRulesMakesNoDifference() {
    String https =
        "{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]}";
    String ssh =
        "{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]}";

    assertThat(load(group(https + "," + ssh)).snapshot())
        .isEqualTo(load(group(ssh + "," + https)).snapshot());
  }

  @Test
  void aReferenceByNameIsKeptAndLeadsNowhere() {
    LoadedSnapshot loaded =
        load(
            group(
                "{'IpProtocol':'-1','UserIdGroupPairs':[{'GroupName':'web"
                    + " servers','UserId':'111122223333'}]}"));

    assertThat(onlyRule(loaded).peer())
        .isEqualTo(new Peer.OfGroup("web servers", "111122223333", null, null, null));
    assertThat(loaded.dangling())
        .extracting(DanglingReference::sentence)
        .containsExactly(
            "Rule sg-1 ingress all traffic from web servers names security group web servers,"
                + " which is not in the configuration.");
  }

  @Test
  void aPermissionWithoutASourceIsRemarked() {
    LoadedSnapshot loaded =
        load(group("{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'IpRanges':[]}"));

    assertThat(group(loaded, "sg-1").rules()).isEmpty();
    assertThat(loaded.remarks())
        .extracting(Remark::sentence)
        .containsExactly(
            "1.json: SecurityGroups[0].IpPermissions[0] names no source or destination and makes no"
                + " rule.");
  }

  private static String group(String permissions) {
    return "{'SecurityGroups':[{'GroupId':'sg-1','IpPermissions':[" + permissions + "]}]}";
  }

  private static SecurityGroup group(LoadedSnapshot loaded, String id) {
    return requireNonNull(loaded.snapshot().securityGroups().get(id));
  }

  private static SecurityGroupRule onlyRule(LoadedSnapshot loaded) {
    List<SecurityGroupRule> rules = group(loaded, "sg-1").rules();
    assertThat(rules).hasSize(1);
    return rules.getFirst();
  }
}
