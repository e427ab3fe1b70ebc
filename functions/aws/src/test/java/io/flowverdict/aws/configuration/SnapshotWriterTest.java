package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static io.flowverdict.aws.configuration.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotWriterTest {
  private static final int SEEDS = 200;

  private static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @Test
  void whatIsWrittenIsReadBackEqual() {
    seeds().forEach(SnapshotWriterTest::assertReadBackEqual);
  }

  private static void assertReadBackEqual(long seed) {
    Snapshot snapshot = GeneratedSnapshot.of(seed);
    LoadedSnapshot loaded = load(write(snapshot));

    assertThat(loaded.snapshot()).as("seed %d", seed).isEqualTo(snapshot);
    assertThat(loaded.found()).as("seed %d", seed).isEqualTo(ResourceCounts.of(snapshot));
    assertThat(loaded.superseded()).isEmpty();
    assertThat(loaded.remarks()).isEmpty();
  }

  @Test
  void equalSnapshotsMakeEqualBytes() {
    seeds().forEach(SnapshotWriterTest::assertEqualBytes);
  }

  private static void assertEqualBytes(long seed) {
    Snapshot snapshot = GeneratedSnapshot.of(seed);
    List<SecurityGroup> groups = new ArrayList<>(snapshot.securityGroups().values());
    groups.replaceAll(group -> shuffled(group, seed));
    Collections.reverse(groups);
    Snapshot same = snapshot.toBuilder().securityGroups(groups).build();

    assertThat(same).as("seed %d", seed).isEqualTo(snapshot);
    assertThat(write(same)).as("seed %d", seed).isEqualTo(write(snapshot));
  }

  private static SecurityGroup shuffled(SecurityGroup group, long seed) {
    List<SecurityGroupRule> rules = new ArrayList<>(group.rules());
    Collections.shuffle(rules, new Random(seed));
    return new SecurityGroup(group.id(), group.name(), group.vpcId(), group.ownerId(), rules);
  }

  @Test
  void theGeneratedSnapshotsHaveEveryKindOfResource() {
    ResourceCounts most =
        seeds()
            .mapToObj(seed -> ResourceCounts.of(GeneratedSnapshot.of(seed)))
            .reduce((a, b) ->
                new ResourceCounts(
                    Math.max(a.vpcs(), b.vpcs()),
                    Math.max(a.subnets(), b.subnets()),
                    Math.max(a.interfaces(), b.interfaces()),
                    Math.max(a.groups(), b.groups()),
                    Math.max(a.rules(), b.rules()),
                    Math.max(a.acls(), b.acls()),
                    Math.max(a.aclEntries(), b.aclEntries()),
                    Math.max(a.prefixLists(), b.prefixLists()),
                    Math.max(a.prefixListEntries(), b.prefixListEntries()),
                    Math.max(a.peerings(), b.peerings()),
                    Math.max(a.groupVpcAssociations(), b.groupVpcAssociations()),
                    Math.max(a.flowLogs(), b.flowLogs())))
            .orElseThrow();

    assertThat(most).hasNoNullFieldsOrProperties();
    assertThat(most.toString()).doesNotContain("=0");
  }

  @Test
  void theDocumentHasTheVocabularyOfTheApi() {
    Snapshot snapshot =
        Snapshot.builder()
            .vpcs(List.of(new Vpc("vpc-1", "é", null, true, List.of(Cidr.ALL_IPV4), null)))
            .securityGroups(
                List.of(
                    new SecurityGroup(
                        "sg-1", "web", "vpc-1", null, List.of(rule("sgr-1"), rule(null)))))
            .prefixLists(
                List.of(new PrefixList("pl-1", null, null, null, null, List.of(Cidr.ALL_IPV6))))
            .build();

    assertThat(new String(write(snapshot), StandardCharsets.US_ASCII))
        .isEqualTo(
            """
            {'FlowVerdictSnapshot':{'version':1},
            'Vpcs':[{'VpcId':'vpc-1','IsDefault':true,'CidrBlock':'0.0.0.0/0',
            'CidrBlockAssociationSet':[{'CidrBlock':'0.0.0.0/0'}],'Ipv6CidrBlockAssociationSet':[],
            'Tags':[{'Key':'Name','Value':'\\u00E9'}]}],
            'Subnets':[],'NetworkInterfaces':[],
            'SecurityGroups':[{'GroupId':'sg-1','GroupName':'web','VpcId':'vpc-1',
            'IpPermissions':[{'IpProtocol':'-1','UserIdGroupPairs':[{'GroupId':'sg-2'}]}],
            'IpPermissionsEgress':[]}],
            'SecurityGroupRules':[{'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,
            'IpProtocol':'-1','ReferencedGroupInfo':{'GroupId':'sg-1'}}],
            'NetworkAcls':[],
            'ManagedPrefixLists':[{'PrefixListId':'pl-1','Entries':[{'Cidr':'::/0'}]}],
            'VpcPeeringConnections':[],'SecurityGroupVpcAssociations':[],'FlowLogs':[]}\
            """
                .replace("\n", "")
                .replace('\'', '"'));
  }

  private static SecurityGroupRule rule(@Nullable String ruleId) {
    String peer = ruleId == null ? "sg-2" : "sg-1";
    return new SecurityGroupRule(
        ruleId, "sg-1", Direction.INGRESS, new Traffic.All(), Peer.OfGroup.local(peer), null);
  }

  @Test
  void anUnknownFieldOfAStoredSnapshotIsSkipped() {
    LoadedSnapshot loaded =
        load(
            "{'FlowVerdictSnapshot':{'version':1,'by':'x'},'Vpcs':[{'VpcId':'vpc-1','New':[{}]}]}");

    assertThat(loaded.snapshot().vpcs()).containsOnlyKeys("vpc-1");
    assertThat(loaded.remarks()).isEmpty();
  }

  @Test
  void aSnapshotOfAFutureFormatIsRefused() {
    assertThatThrownBy(() -> load("{'FlowVerdictSnapshot':{'version':3},'Vpcs':[{'Id':7}]}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "1.json was written by a newer Flow Verdict: its FlowVerdictSnapshot version is 3 and"
                + " this one reads up to 2; update Flow Verdict.");
  }

  @Test
  void whatASnapshotLacksIsStoredAndReadBackAndNoListStandsForWhatWasNotRead() {
    Snapshot snapshot =
        Snapshot.builder()
            .vpcs(List.of(new Vpc("vpc-1", null, null, true, List.of(), null)))
            .incomplete(
                new Incomplete(
                    Set.of(Listing.VPCS, Listing.NETWORK_ACLS, Listing.PEERINGS),
                    Set.of("sg-1"),
                    Set.of("pl-1")))
            .build();

    byte[] written = write(snapshot);

    assertThat(new String(written, StandardCharsets.US_ASCII))
        .startsWith(
            "{'FlowVerdictSnapshot':{'version':2,'incomplete':{'listings':['Vpcs','NetworkAcls','VpcPeeringConnections'],'groups':['sg-1'],'prefixLists':['pl-1']}},'Vpcs':[{"
                .replace('\'', '"'))
        .contains("\"Subnets\":[]")
        .doesNotContain("\"NetworkAcls\":[]", "\"VpcPeeringConnections\":[]");
    LoadedSnapshot loaded = load(written);
    assertThat(loaded.snapshot()).isEqualTo(snapshot);
    assertThat(loaded.listed()).doesNotContain(ResourceKind.NETWORK_ACLS);
    assertThat(loaded.warnings())
        .extracting(Remark::sentence)
        .containsExactly(
            "1.json: FlowVerdictSnapshot says that not all was read, and what is missing is not"
                + " known: VPCs, network ACLs, VPC peering connections, rules of sg-1, entries of"
                + " pl-1; grant what was refused and capture again.");
  }

  @Test
  void theStreamIsFlushedOnceAndLeftOpen() throws IOException {
    StringBuilder calls = new StringBuilder();
    OutputStream out =
        new BufferedOutputStream(
            new ByteArrayOutputStream() {
              @Override
              public void flush() {
                calls.append("flush ").append(size() > 0);
              }

              @Override
              public void close() {
                calls.append("close");
              }
            });
    SnapshotWriter.write(GeneratedSnapshot.of(1), out);

    assertThat(calls).hasToString("flush true");
  }
}
