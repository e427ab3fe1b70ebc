package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static io.flowverdict.aws.configuration.Documents.refusal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules with ids, as `describe-security-group-rules` shows them.
class RuleReadingTest {

  @Test
  void aRuleWithAnIdTellsItsGroupDirectionAndPeer() {
    LoadedSnapshot loaded =
        load(
            """
            {'SecurityGroupRules':[
              {'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','GroupOwnerId':'111122223333','IsEgress':true,
               'IpProtocol':'-1','FromPort':-1,'ToPort':-1,'CidrIpv6':'::/0','Description':'out'},
              {'SecurityGroupRuleId':'sgr-2','GroupId':'sg-1','GroupOwnerId':'111122223333','IsEgress':false,
               'IpProtocol':'tcp','FromPort':22,'ToPort':22,
               'ReferencedGroupInfo':{'GroupId':'sg-2','UserId':'123456789012','VpcId':'vpc-9',
                 'VpcPeeringConnectionId':'pcx-1','PeeringStatus':'deleted'}},
              {'SecurityGroupRuleId':'sgr-3','GroupId':'sg-1','GroupOwnerId':'111122223333','IsEgress':false,
               'IpProtocol':'tcp','FromPort':443,'ToPort':443,'PrefixListId':'pl-1'}]}\
            """);

    SecurityGroup group = requireNonNull(loaded.snapshot().securityGroups().get("sg-1"));
    assertThat(group.name()).isNull();
    assertThat(group.ownerId()).isEqualTo("111122223333");
    assertThat(group.rules(Direction.EGRESS)).extracting("ruleId").containsExactly("sgr-1");
    assertThat(group.rules(Direction.EGRESS)).extracting("description").containsExactly("out");
    assertThat(group.rules(Direction.INGRESS))
        .extracting(SecurityGroupRule::peer)
        .containsExactly(
            new Peer.OfGroup("sg-2", "123456789012", "vpc-9", "pcx-1", "deleted"),
            new Peer.OfPrefixList("pl-1"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # the peer of a rule with an id                         | number
          'Tags':[]                                               | 0
          'CidrIpv4':null,'CidrIpv6':''                           | 0
          'CidrIpv4':'10.0.0.0/8','CidrIpv6':'::/0'               | 2
          'CidrIpv4':'10.0.0.0/8','PrefixListId':'pl-1','ReferencedGroupInfo':{'GroupId':'sg-2'} | 3
          """)
  void aRuleThatDoesNotNameExactlyOnePeerIsRefused(String peers, int number) {
    assertThat(
            refusal(
                """
                {'SecurityGroupRules':[{'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,
                 'IpProtocol':'-1',%s}]}\
                """
                    .formatted(peers)))
        .startsWith(
            "1.json: SecurityGroupRules[0] has "
                + number
                + " of CidrIpv4, CidrIpv6, PrefixListId and ReferencedGroupInfo where exactly one"
                + " is expected;");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # left out           | complaint
          SecurityGroupRuleId  | SecurityGroupRuleId is missing where an id
          GroupId              | GroupId is missing where an id
          IsEgress             | IsEgress is missing where true or false
          IpProtocol           | IpProtocol is missing where tcp, udp
          """)
  void aRuleThatLacksWhatDecidesIsRefused(String leftOut, String complaint) {
    String rule =
        """
        {'SecurityGroupRules':[{'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,
         'IpProtocol':'-1','CidrIpv4':'10.0.0.0/8'}]}\
        """
            .replace("'" + leftOut + "'", "'Left" + leftOut + "'");

    assertThat(refusal(rule)).startsWith("1.json: SecurityGroupRules[0]." + complaint);
  }
}
