package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotReaderTest {

  @Test
  void severalDocumentsOfOneKindAddUp() {
    LoadedSnapshot loaded =
        load(
            "{'Vpcs':[{'VpcId':'vpc-1'}],'Subnets':[{'SubnetId':'subnet-1'}]}",
            "{'Vpcs':[{'VpcId':'vpc-2'},{'VpcId':'vpc-3'}]}");

    assertThat(loaded.snapshot().vpcs()).containsOnlyKeys("vpc-1", "vpc-2", "vpc-3");
    assertThat(loaded.snapshot().subnets()).containsOnlyKeys("subnet-1");
    assertThat(loaded.found()).isEqualTo(loaded.kept());
  }

  @Test
  void anEqualCopyIsOneResource() {
    String document = "{'Vpcs':[{'VpcId':'vpc-1','CidrBlock':'10.0.0.0/16'}]}";
    LoadedSnapshot loaded = load(document, document);

    assertThat(loaded.snapshot().vpcs()).containsOnlyKeys("vpc-1");
    assertThat(loaded.superseded()).isEmpty();
    assertThat(loaded.found().vpcs()).isEqualTo(2);
    assertThat(loaded.kept().vpcs()).isEqualTo(1);
  }

  @Test
  void ofTwoDifferentResourcesWithOneIdTheLaterCountsAndThatIsReported() {
    LoadedSnapshot loaded =
        load(
            """
            {'SecurityGroups':[{'GroupId':'sg-1','GroupName':'old'}],
             'SecurityGroupRules':[{'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,
               'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIpv4':'10.0.0.0/8'}]}\
            """,
            """
            {'SecurityGroups':[{'GroupId':'sg-2'},{'GroupId':'sg-1','GroupName':'new'}],
             'SecurityGroupRules':[{'SecurityGroupRuleId':'sgr-1','GroupId':'sg-1','IsEgress':false,
               'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIpv4':'10.0.0.0/8'}]}\
            """);

    assertThat(loaded.snapshot().securityGroups().values())
        .extracting("name")
        .containsExactly("new", null);
    assertThat(loaded.snapshot().securityGroups().values())
        .flatExtracting(group -> group.rules())
        .extracting(rule -> rule.text())
        .containsExactly("tcp 443 from 10.0.0.0/8");
    assertThat(loaded.superseded())
        .extracting(Superseded::sentence)
        .containsExactly(
            "sg-1 is given twice and differs: 2.json: SecurityGroups[1] counts, 1.json:"
                + " SecurityGroups[0] does not; remove the one that is out of date.",
            "sgr-1 is given twice and differs: 2.json: SecurityGroupRules[0] counts, 1.json:"
                + " SecurityGroupRules[0] does not; remove the one that is out of date.");
  }

  @Test
  void whatIsLeftAsideIsRemarked() {
    LoadedSnapshot loaded =
        load(
            "{'RouteTables':[{'Routes':[{}]}],'Vpcs':[],'NextToken':'eyJ'}",
            "{'Error':{'Code':'AccessDenied'}}",
            "{}",
            "{'NextToken':null,'Subnets':null}");

    assertThat(loaded.snapshot())
        .isEqualTo(Snapshot.builder().incomplete(Incomplete.of(Listing.VPCS)).build());
    assertThat(loaded.warnings())
        .extracting(Remark::sentence)
        .containsExactly(
            "1.json: NextToken says that the listing of VPCs goes on, and what is on a page that is"
                + " missing is not known: list it to the end with aws ec2 describe-vpcs, without"
                + " --max-items and --no-paginate, or add all of its pages.");
    assertThat(loaded.remarks())
        .extracting(Remark::sentence)
        .containsExactly(
            "1.json: RouteTables is nothing that records are judged by and was left aside.",
            "2.json: Error is nothing that records are judged by and was left aside.",
            "3.json: {} is a document that holds nothing.");
  }

  @Test
  void referencesThatLeadNowhereAreKeptAndReported() {
    LoadedSnapshot loaded =
        load(
            """
            {'Vpcs':[{'VpcId':'vpc-1'}],
             'Subnets':[{'SubnetId':'subnet-1','VpcId':'vpc-1'},{'SubnetId':'subnet-2','VpcId':'vpc-9'}],
             'NetworkInterfaces':[
               {'NetworkInterfaceId':'eni-1','VpcId':'vpc-1','SubnetId':'subnet-1','Groups':[{'GroupId':'sg-1'}]},
               {'NetworkInterfaceId':'eni-2','VpcId':'vpc-8','SubnetId':'subnet-8','Groups':[{'GroupId':'sg-8'}]}],
             'SecurityGroups':[{'GroupId':'sg-1','VpcId':'vpc-7','IpPermissions':[{'IpProtocol':'-1',
               'IpRanges':[{'CidrIp':'10.0.0.0/8'}],
               'PrefixListIds':[{'PrefixListId':'pl-1'},{'PrefixListId':'pl-2'},{'PrefixListId':'pl-3'}],
               'UserIdGroupPairs':[{'GroupId':'sg-1'},
                 {'GroupId':'sg-7','VpcPeeringConnectionId':'pcx-7'}]}]}],
             'NetworkAcls':[{'NetworkAclId':'acl-1','VpcId':'vpc-6',
               'Associations':[{'SubnetId':'subnet-1'},{'SubnetId':'subnet-6'}]}],
             'PrefixLists':[{'PrefixListId':'pl-1','Cidrs':[]}],
             'ManagedPrefixLists':[{'PrefixListId':'pl-2'}],
             'SecurityGroupVpcAssociations':[{'GroupId':'sg-5','VpcId':'vpc-5','State':'associated'}],
             'FlowLogs':[{'FlowLogId':'fl-1','ResourceId':'vpc-1'},{'FlowLogId':'fl-2','ResourceId':'subnet-1'},
               {'FlowLogId':'fl-3','ResourceId':'eni-1'},{'FlowLogId':'fl-4','ResourceId':'eni-4'},
               {'FlowLogId':'fl-5'}]}\
            """);

    assertThat(loaded.dangling())
        .extracting(DanglingReference::sentence)
        .containsExactlyInAnyOrder(
            "Subnet subnet-2 is in VPC vpc-9, which is not in the configuration.",
            "Network interface eni-2 is in VPC vpc-8, which is not in the configuration.",
            "Network interface eni-2 is in subnet subnet-8, which is not in the configuration.",
            "Network interface eni-2 carries security group sg-8, which is not in the"
                + " configuration.",
            "Security group sg-1 is in VPC vpc-7, which is not in the configuration.",
            "Rule sg-1 ingress all traffic from pl-2 names prefix list pl-2, whose entries are not"
                + " in the configuration.",
            "Rule sg-1 ingress all traffic from pl-3 names prefix list pl-3, which is not in the"
                + " configuration.",
            "Rule sg-1 ingress all traffic from sg-7 names security group sg-7, which is not in the"
                + " configuration.",
            "Rule sg-1 ingress all traffic from sg-7 names a group across peering connection pcx-7,"
                + " which is not in the configuration.",
            "Network ACL acl-1 is in VPC vpc-6, which is not in the configuration.",
            "Network ACL acl-1 is associated with subnet subnet-6, which is not in the"
                + " configuration.",
            "VPC vpc-5 uses security group sg-5, which is not in the configuration.",
            "Security group sg-5 is used in VPC vpc-5, which is not in the configuration.",
            "Flow log fl-4 records eni-4, which is not in the configuration.");
    assertThat(loaded.snapshot().interfaces().get("eni-2"))
        .satisfies(eni -> assertThat(eni.groupIds()).containsExactly("sg-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkIsNoObstacle(String charset) {
    byte[] document = "\uFEFF{\"Vpcs\":[{\"VpcId\":\"vpc-1\"}]}".getBytes(Charset.forName(charset));

    assertThat(load(document).snapshot().vpcs()).containsOnlyKeys("vpc-1");
  }

  @Test
  void theStreamIsLeftOpen() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream json =
        new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    new SnapshotReader().add("1.json", json);

    assertThat(closed).isFalse();
  }

  @Test
  void aFailingStreamIsNoFaultOfTheConfiguration() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(() -> new SnapshotReader().add("1.json", failing))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  @Test
  void nothingReadIsAnEmptySnapshot() {
    LoadedSnapshot loaded = new SnapshotReader().read();

    assertThat(loaded.snapshot()).isEqualTo(Snapshot.EMPTY);
    assertThat(loaded.found()).isEqualTo(ResourceCounts.of(Snapshot.EMPTY));
  }
}
