package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static io.flowverdict.aws.configuration.Documents.refusal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkAclReadingTest {

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # Protocol | PortRange, IcmpTypeCode                | traffic
          '6'        | 'PortRange':{'From':443,'To':443}     | tcp 443
          6          | 'PortRange':{'From':443,'To':443}     | tcp 443
          'tcp'      | 'PortRange':{'From':1024,'To':65535}  | tcp 1024-65535
          '17'       | 'PortRange':{'From':53,'To':53}       | udp 53
          '6'        | 'Tags':[]                             | tcp all ports
          '6'        | 'PortRange':null                      | tcp all ports
          '6'        | 'PortRange':{'From':1024}             | tcp 1024-65535
          '17'       | 'PortRange':{'To':1023}               | udp 0-1023
          '-1'       | 'Tags':[]                             | all traffic
          '-1'       | 'PortRange':{'From':22,'To':22}       | all traffic
          '1'        | 'IcmpTypeCode':{'Type':-1,'Code':-1}  | icmp all types
          '1'        | 'IcmpTypeCode':{'Type':8,'Code':0}    | icmp type 8 code 0
          '1'        | 'IcmpTypeCode':{'Type':8,'Code':-1}   | icmp type 8
          '1'        | 'IcmpTypeCode':{'Type':8}             | icmp type 8
          '1'        | 'Tags':[]                             | icmp all types
          '47'       | 'PortRange':{'From':22,'To':22}       | protocol 47
          '58'       | 'IcmpTypeCode':{'Type':128,'Code':0}  | icmpv6 all types
          """)
  void anIpv4EntrysTrafficIsUnderstood(String protocol, String fields, String traffic) {
    LoadedSnapshot loaded =
        load(
            acl(
                """
                {'RuleNumber':100,'Egress':false,'RuleAction':'allow','CidrBlock':'10.0.0.0/8',
                 'Protocol':%s,%s}\
                """
                    .formatted(protocol, fields)));

    assertThat(acl(loaded).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.traffic()).hasToString(traffic));
  }

  @Test
  void anIpv6EntryKeepsItsTypeAndCode() {
    LoadedSnapshot loaded =
        load(
            acl(
                """
                {'RuleNumber':100,'Egress':true,'RuleAction':'allow','Ipv6CidrBlock':'2001:db8::/32',
                 'Protocol':'58','IcmpTypeCode':{'Type':128,'Code':0}}\
                """));

    assertThat(acl(loaded).entries())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.traffic()).hasToString("icmpv6 type 128 code 0");
          assertThat(entry.cidr()).hasToString("2001:db8::/32");
          assertThat(entry.direction()).isEqualTo(Direction.EGRESS);
        });
  }

  @ParameterizedTest
  @CsvSource({"allow,ALLOW", "ALLOW,ALLOW", "Deny,DENY", "deny,DENY"})
  void theActionIsReadInAnyCase(String action, NetworkAclEntry.Effect effect) {
    assertThat(acl(load(acl(entry("'RuleAction':'" + action + "'")))).entries())
        .extracting(NetworkAclEntry::effect)
        .containsExactly(effect);
  }

  @Test
  void anEntryWithBlocksOfBothFamiliesIsOneOfEach() {
    LoadedSnapshot loaded = load(acl(entry("'Ipv6CidrBlock':'::/0'")));

    assertThat(acl(loaded).entries()).extracting("cidr").asString().isEqualTo("[10.0.0.0/8, ::/0]");
    assertThat(loaded.found().aclEntries()).isEqualTo(2);
  }

  @Test
  void anAclTellsItsSubnetsAndSortsItsEntries() {
    LoadedSnapshot loaded =
        load(
            """
            {'NetworkAcls':[{'NetworkAclId':'acl-1','VpcId':'vpc-1','OwnerId':'111122223333','IsDefault':true,
              'Associations':[{'NetworkAclAssociationId':'aclassoc-1','NetworkAclId':'acl-1','SubnetId':'subnet-2'},
                {'SubnetId':'subnet-1'}],
              'Entries':[
                {'RuleNumber':32767,'Egress':false,'RuleAction':'deny','CidrBlock':'0.0.0.0/0','Protocol':'-1'},
                {'RuleNumber':100,'Egress':true,'RuleAction':'allow','CidrBlock':'0.0.0.0/0','Protocol':'-1'},
                {'RuleNumber':100,'Egress':false,'RuleAction':'allow','CidrBlock':'0.0.0.0/0','Protocol':'-1'}]}]}\
            """);

    NetworkAcl acl = acl(loaded);
    assertThat(acl.vpcId()).isEqualTo("vpc-1");
    assertThat(acl.ownerId()).isEqualTo("111122223333");
    assertThat(acl.isDefault()).isTrue();
    assertThat(acl.subnetIds()).containsExactly("subnet-1", "subnet-2");
    assertThat(acl.entries())
        .extracting(entry -> entry.direction() + " " + entry.name())
        .containsExactly("ingress 100", "ingress *", "egress 100");
    assertThat(loaded.found().acls()).isEqualTo(1);
    assertThat(loaded.found().aclEntries()).isEqualTo(3);
  }

  /// As when they were exported before and after the subnet was given another one.
  @Test
  void twoThatClaimOneSubnetAreRemarked() {
    LoadedSnapshot loaded = load(associated("acl-1", "subnet-1"), associated("acl-2", "subnet-1"));

    assertThat(loaded.warnings())
        .extracting(Remark::sentence)
        .containsExactly(
            "2.json: NetworkAcls[0]: subnet-1 is associated with network ACL acl-1 of 1.json:"
                + " NetworkAcls[0] too, so it is not known which one applies: export the network"
                + " ACLs again.");
    assertThat(load(associated("acl-1", "subnet-1"), associated("acl-2", "subnet-2")).warnings())
        .isEmpty();
  }

  private static String associated(String acl, String subnet) {
    return "{'NetworkAcls':[{'NetworkAclId':'%s','Associations':[{'SubnetId':'%s'}]}]}"
        .formatted(acl, subnet);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # instead of a good field           | complaint
          'RuleNumber':0                      | .RuleNumber is 0 where a whole number from 1 to 65535
          'RuleNumber':65536                  | .RuleNumber is 65536
          'RuleNumber':'100'                  | .RuleNumber is "100"
          'RuleNumber':null                   | .RuleNumber is null
          'Egress':null                       | .Egress is null where true or false
          'Egress':'false'                    | .Egress is "false"
          'RuleAction':'permit'               | .RuleAction is "permit" where allow or deny
          'RuleAction':null                   | .RuleAction is null
          'Protocol':'ip'                     | .Protocol is "ip" where tcp, udp
          'CidrBlock':'10.0.0.0'              | .CidrBlock is "10.0.0.0" where a CIDR block such as
          'CidrBlock':'10.0.0.0/33'           | .CidrBlock is "10.0.0.0/33"
          'CidrBlock':null                    | ` has neither CidrBlock nor Ipv6CidrBlock;`
          'PortRange':[]                      | .PortRange is a list where an object
          'PortRange':{'From':2,'To':1}       | .PortRange has ports that end before they begin: 2 to 1
          'PortRange':{'From':'a'}            | .PortRange.From is "a"
          """)
  void anEntryThatCannotBeUnderstoodIsRefusedWithItsPlace(String field, String complaint) {
    assertThat(refusal(acl(entry(field))))
        .startsWith("1.json: NetworkAcls[0].Entries[0]" + complaint);
  }

  /// An entry with this field, which replaces the good one of its name.
  private static String entry(String field) {
    String good =
        """
        {'RuleNumber':100,'Egress':false,'RuleAction':'allow','CidrBlock':'10.0.0.0/8','Protocol':'6'}\
        """;
    String name = field.substring(0, field.indexOf(':'));
    String others = good.replaceAll(name + ":('[^']*'|[^,}]*),?", "").replace(",}", "}");
    return others.replace("}", "," + field + "}");
  }

  private static String acl(String entry) {
    return "{'NetworkAcls':[{'NetworkAclId':'acl-1','Entries':[" + entry + "]}]}";
  }

  private static NetworkAcl acl(LoadedSnapshot loaded) {
    return requireNonNull(loaded.snapshot().networkAcls().get("acl-1"));
  }
}
