package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documents of one folder that say different things of one resource, or are of different places.
class ContradictionsTest {

  private static final String SSH =
      "{'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,'IpProtocol':'tcp',"
          + "'FromPort':22,'ToPort':22,'CidrIpv4':'10.0.0.0/8'}";
  private static final String PERMITTED_SSH =
      "{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]}";
  private static final String PERMITTED_WEB =
      "{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'IpRanges':[{'CidrIp':'0.0.0.0/0'}]}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an interface with other groups | {'NetworkInterfaces':[{'NetworkInterfaceId':'x-1','Groups':[{'GroupId':'sg-1'}]}]} | {'NetworkInterfaces':[{'NetworkInterfaceId':'x-1','Groups':[]}]}
          one of another account         | {'Vpcs':[{'VpcId':'x-1','OwnerId':'111122223333'}]} | {'Vpcs':[{'VpcId':'x-1','OwnerId':'444455556666'}]}
          a network ACL with other subnets | {'NetworkAcls':[{'NetworkAclId':'x-1','Associations':[{'SubnetId':'subnet-1'}]}]} | {'NetworkAcls':[{'NetworkAclId':'x-1'}]}
          a list of another version      | {'PrefixLists':[{'PrefixListId':'x-1','Version':1}]} | {'PrefixLists':[{'PrefixListId':'x-1','Version':2}]}
          """)
  void ofOneResourceThatDiffersBothPlacesAreNamed(String name, String one, String other) {
    assertThat(load(one, other).superseded())
        .extracting(Superseded::sentence)
        .singleElement()
        .asString()
        .startsWith("x-1 is given twice and differs: 2.json: ")
        .contains(" counts, 1.json: ")
        .endsWith(" does not; remove the one that is out of date.");
    assertThat(load(one, one).superseded()).isEmpty();
  }

  @Test
  void rulesThatAGroupDoesNotPermitContradictIt() {
    LoadedSnapshot loaded = load(rules(SSH), group(PERMITTED_WEB));

    assertThat(loaded.warnings())
        .extracting(Remark::sentence)
        .containsExactly(
            "1.json: sg-1 has other rules than in 2.json (for example ingress tcp 22 from"
                + " 10.0.0.0/8), and all of them count: remove what is out of date.");
    assertThat(loaded.snapshot().securityGroups().values())
        .flatExtracting(each -> each.rules())
        .extracting(each -> each.text())
        .containsExactly("tcp 22 from 10.0.0.0/8", "tcp 443 from 0.0.0.0/0");
  }

  @Test
  void permissionsWithoutRulesDoToo() {
    assertThat(load(rules(SSH), group(PERMITTED_SSH + "," + PERMITTED_WEB)).warnings())
        .extracting(Remark::sentence)
        .singleElement()
        .asString()
        .contains("for example ingress tcp 443 from 0.0.0.0/0");
  }

  @Test
  void equalOnesDoNotNorThoseOfOneDocumentNorOfOtherGroups() {
    assertThat(load(rules(SSH), group(PERMITTED_SSH)).warnings()).isEmpty();
    assertThat(
            load("{'SecurityGroups':[{'GroupId':'sg-1'}],'SecurityGroupRules':[" + SSH + "]}")
                .warnings())
        .isEmpty();
    assertThat(load(rules(""), group(PERMITTED_SSH)).warnings()).isEmpty();
  }

  private static String rules(String rules) {
    return "{'SecurityGroupRules':[" + rules + "]}";
  }

  private static String group(String permissions) {
    return "{'SecurityGroups':[{'GroupId':'sg-1','IpPermissions':[" + permissions + "]}]}";
  }

  @Test
  void twoListingsOfTheEntriesOfAListThatDifferAreSaid() {
    SnapshotReader reader = new SnapshotReader();
    Documents.add(reader, "pl-1-v1.json", "{'Entries':[{'Cidr':'10.0.0.0/8'}]}");
    Documents.add(reader, "pl-1-v2.json", "{'Entries':[{'Cidr':'192.0.2.0/24'}]}");

    assertThat(reader.read().warnings())
        .extracting(Remark::sentence)
        .containsExactly(
            "pl-1-v2.json: Entries of pl-1 are given more than once and differ (pl-1-v1.json), and"
                + " all of them count: remove what is out of date.");
  }

  @Test
  void twoRegionsInOneFolderAreSaid() {
    LoadedSnapshot loaded =
        load(
            "{'Subnets':[{'SubnetId':'subnet-1','AvailabilityZone':'eu-central-1a'}]}",
            "{'Subnets':[{'SubnetId':'subnet-2','AvailabilityZone':'eu-west-1b'}]}");

    assertThat(loaded.warnings())
        .extracting(Remark::sentence)
        .containsExactly(
            "2.json: 2 Regions are in one configuration (eu-central-1 in 1.json: Subnets[0],"
                + " eu-west-1 in 2.json: Subnets[0]), which is to be that of one account and"
                + " Region: put each into a folder of its own.");
    assertThat(loaded.origin().region()).isNull();
  }
}
