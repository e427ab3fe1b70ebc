package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which documents are a whole listing together, and what is not known where they are not.
class PagesReadingTest {

  /// Documents as the numbers of the VPCs that they list; `>` at the end for a `NextToken`.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | documents | those that go on

          a listing in one document                          | 123              | -
          listings that add up                               | 123; 45          | -
          the first page                                     | 123>             | 1.json
          pages without the last one                         | 12>; 34>         | 1.json 2.json
          all pages                                          | 12>; 34>; 5      | -
          in any order                                       | 5; 34>; 12>      | -
          with an empty last page                            | 12>; 34>;        | -
          one of them twice                                  | 12>; 12>; 34     | -
          a last page that lists what is on the first one    | 12>; 23          | 1.json
          pages of two sizes                                 | 12>; 123>; 45    | 1.json 2.json
          a page beside the whole listing                    | 12>; 1234        | -
          a page beside the whole listing and another one    | 12>; 1234; 9     | -
          a page beside two listings of which none has it    | 12>; 34; 56      | 1.json
          an empty page that goes on                         | >                | 1.json
          """)
  void aListingThatGoesOnIsNotWhole(String name, String documents, String goingOn) {
    LoadedSnapshot loaded =
        load(
            Stream.of((documents + " ").split(";", -1))
                .map(String::strip)
                .map(PagesReadingTest::vpcs)
                .toArray(String[]::new));

    Set<String> expected = goingOn.equals("-") ? Set.of() : Set.of(goingOn.split(" ", -1));
    assertThat(loaded.warnings())
        .extracting(Remark::source)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(loaded.snapshot().incomplete())
        .isEqualTo(expected.isEmpty() ? Incomplete.NOTHING : Incomplete.of(Listing.VPCS));
  }

  private static String vpcs(String numbers) {
    boolean goesOn = numbers.endsWith(">");
    String listed =
        numbers
            .chars()
            .filter(Character::isDigit)
            .mapToObj(number -> "{'VpcId':'vpc-%c'}".formatted((char) number))
            .reduce((one, other) -> one + "," + other)
            .orElse("");
    return "{'Vpcs':[" + listed + "]" + (goesOn ? ",'NextToken':'eyJ'}" : "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "null"})
  void aTokenThatIsNoneEndsTheListing(String token) {
    assertThat(load("{'NextToken':" + token + ",'Subnets':[]}").snapshot().incomplete())
        .isEqualTo(Incomplete.NOTHING);
  }

  /// Each kind that is listed, with what is not known where its listing goes on.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'Subnets':[],'NextToken':'x'}                      | SUBNETS                | describe-subnets
          {'NetworkInterfaces':[],'NextToken':'x'}            | INTERFACES             | describe-network-interfaces
          {'SecurityGroups':[],'NextToken':'x'}               | SECURITY_GROUPS        | describe-security-groups
          {'SecurityGroupRules':[],'NextToken':'x'}           | SECURITY_GROUP_RULES   | describe-security-group-rules
          {'NetworkAcls':[],'NextToken':'x'}                  | NETWORK_ACLS           | describe-network-acls
          {'ManagedPrefixLists':[],'NextToken':'x'}           | PREFIX_LISTS           | describe-managed-prefix-lists
          {'PrefixLists':[],'NextToken':'x'}                  | PREFIX_LISTS           | describe-managed-prefix-lists
          {'VpcPeeringConnections':[],'NextToken':'x'}        | PEERINGS               | describe-vpc-peering-connections
          {'SecurityGroupVpcAssociations':[],'NextToken':'x'} | GROUP_VPC_ASSOCIATIONS | describe-security-group-vpc-associations
          {'FlowLogs':[],'NextToken':'x'}                     | FLOW_LOGS              | describe-flow-logs
          """)
  void ofEveryKindItIsSaidWithWhatToRun(String document, Listing listing, String call) {
    LoadedSnapshot loaded = load(document);

    assertThat(loaded.snapshot().incomplete()).isEqualTo(Incomplete.of(listing));
    assertThat(loaded.warnings())
        .extracting(Remark::sentence)
        .singleElement()
        .asString()
        .startsWith("1.json: NextToken says that the listing of " + listing.noun() + " goes on")
        .contains("with aws ec2 " + call + ", without --max-items");
  }

  @Test
  void theLastPageOfOneKindOfPrefixListsIsNotThatOfTheOther() {
    LoadedSnapshot loaded =
        load(
            "{'PrefixLists':[{'PrefixListId':'pl-1','MaxEntries':5}],'NextToken':'x'}",
            "{'PrefixLists':[{'PrefixListId':'pl-2','Cidrs':['192.0.2.0/24']}]}");

    assertThat(loaded.snapshot().incomplete()).isEqualTo(Incomplete.of(Listing.PREFIX_LISTS));
  }

  @Test
  void theEntriesOfEachPrefixListAreAListingOfTheirOwn() {
    SnapshotReader reader = new SnapshotReader();
    Documents.add(reader, "pl-1-a.json", "{'Entries':[{'Cidr':'10.0.0.0/8'}],'NextToken':'x'}");
    Documents.add(reader, "pl-1-b.json", "{'Entries':[{'Cidr':'192.0.2.0/24'}]}");
    Documents.add(reader, "pl-2.json", "{'Entries':[{'Cidr':'10.0.0.0/8'}],'NextToken':'x'}");
    Documents.add(reader, "pl-3.json", "{'Entries':[]}");
    LoadedSnapshot loaded = reader.read();

    assertThat(loaded.snapshot().incomplete())
        .isEqualTo(new Incomplete(Set.of(), Set.of(), Set.of("pl-2")));
    assertThat(loaded.warnings())
        .extracting(Remark::sentence)
        .singleElement()
        .asString()
        .contains("entries of pl-2 goes on")
        .contains("aws ec2 get-managed-prefix-list-entries --prefix-list-id pl-2");
  }

  private static final String RULES =
      """
      {'SecurityGroupRules':[{'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,
        'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIpv4':'10.0.0.0/8'}],'NextToken':'x'}\
      """;

  @Test
  void aGroupThatOnlyItsRulesNameMayLackRules() {
    assertThat(load(RULES).snapshot().incomplete())
        .isEqualTo(new Incomplete(Set.of(Listing.SECURITY_GROUP_RULES), Set.of("sg-1"), Set.of()));
  }

  @Test
  void aGroupThatIsListedWithItsPermissionsLacksNone() {
    LoadedSnapshot loaded =
        load(
            RULES,
            """
            {'SecurityGroups':[{'GroupId':'sg-1','IpPermissions':[
              {'IpProtocol':'tcp','FromPort':22,'ToPort':22,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]},
              {'IpProtocol':'tcp','FromPort':80,'ToPort':80,'IpRanges':[{'CidrIp':'10.0.0.0/8'}]}
            ]}]}\
            """);

    assertThat(loaded.snapshot().incomplete()).isEqualTo(Incomplete.NOTHING);
    assertThat(loaded.warnings()).extracting(Remark::source).containsExactly("1.json");
  }
}
