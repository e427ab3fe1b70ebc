package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every command says of a configuration with missing pages, or that contradicts itself; and
/// what then is not known.
class ConfigurationWarningsTest {

  private static final String INTERFACES =
      """
      {"NetworkInterfaces":[
        {"NetworkInterfaceId":"eni-app","InterfaceType":"interface","VpcId":"vpc-1",
         "SubnetId":"subnet-app","PrivateIpAddress":"10.0.1.10","Groups":[{"GroupId":"sg-app"}]},
        {"NetworkInterfaceId":"eni-db","InterfaceType":"interface","VpcId":"vpc-1",
         "SubnetId":"subnet-db","PrivateIpAddress":"10.0.2.20","Groups":[{"GroupId":"sg-db"}]}]}
      """;
  private static final String GROUPS =
      """
      {"SecurityGroups":[
        {"GroupId":"sg-app","GroupName":"app","VpcId":"vpc-1","IpPermissions":[],
         "IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]},
        {"GroupId":"sg-db","GroupName":"db","VpcId":"vpc-1","IpPermissionsEgress":[],
         "IpPermissions":[{"IpProtocol":"tcp","FromPort":5432,"ToPort":5432,
           "UserIdGroupPairs":[{"GroupId":"sg-app"}]}]}]}
      """;
  private static final String SUBNETS =
      """
      {"Subnets":[
        {"SubnetId":"subnet-app","VpcId":"vpc-1","CidrBlock":"10.0.1.0/24",
         "AvailabilityZone":"eu-central-1a"},
        {"SubnetId":"subnet-db","VpcId":"vpc-1","CidrBlock":"10.0.2.0/24"}],
       "Vpcs":[{"VpcId":"vpc-1","OwnerId":"111122223333","CidrBlock":"10.0.0.0/16"}]}
      """;
  private static final String DEFAULT_ACL =
      """
      {"NetworkAcls":[{"NetworkAclId":"acl-default","VpcId":"vpc-1","IsDefault":true,
        "Associations":[{"SubnetId":"subnet-app"}],"Entries":[
          {"RuleNumber":100,"Egress":false,"RuleAction":"allow","Protocol":"-1","CidrBlock":"0.0.0.0/0"},
          {"RuleNumber":100,"Egress":true,"RuleAction":"allow","Protocol":"-1","CidrBlock":"0.0.0.0/0"}]}]%s}
      """;
  private static final String DB_ACL =
      """
      {"NetworkAcls":[{"NetworkAclId":"acl-db","VpcId":"vpc-1","IsDefault":false,
        "Associations":[{"SubnetId":"subnet-db"}],"Entries":[
          {"RuleNumber":100,"Egress":false,"RuleAction":"allow","Protocol":"-1","CidrBlock":"0.0.0.0/0"}]}]}
      """;
  private static final String GOES_ON = ",\"NextToken\":\"eyJ\"";

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void writeWhatIsWhole() throws IOException {
    config("interfaces.json", INTERFACES);
    config("groups.json", GROUPS);
    config("subnets.json", SUBNETS);
    log =
        Files.writeString(
            folder.resolve("a.log"),
            """
            version interface-id srcaddr dstaddr srcport dstport protocol tcp-flags flow-direction action
            5 eni-db 10.0.1.10 10.0.2.20 45012 5432 6 2 ingress ACCEPT
            """);
  }

  private void config(String name, String content) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("config")).resolve(name), content);
  }

  private Run run(String command) {
    Path config = folder.resolve("config");
    return switch (command) {
      case "explain" ->
          Run.of(
              command, "--config", config, "--from", "eni-app", "--to", "eni-db", "--port", 5432);
      case "judge" -> Run.of(command, "--config", config, log);
      case "verbose" -> Run.of("judge", "--verbose", "--config", config, log);
      default -> Run.of(command, "--config", config);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "judge", "verbose", "audit"})
  void everyCommandSaysThatAListingGoesOn(String command) throws IOException {
    config("acls.json", DEFAULT_ACL.formatted(GOES_ON));

    assertThat(run(command).err())
        .filteredOn(line -> line.contains("NextToken"))
        .singleElement()
        .asString()
        .contains(
            folder.resolve("config").resolve("acls.json")
                + ": NextToken says that the listing of network ACLs goes on")
        .contains("aws ec2 describe-network-acls, without --max-items and --no-paginate");
  }

  @Test
  void aSubnetInNoListedNetworkAclIsNotJudgedByTheDefaultOne() throws IOException {
    config("acls.json", DEFAULT_ACL.formatted(GOES_ON));

    assertThat(run("explain").out()).first().isEqualTo("UNDECIDED");
    assertThat(String.join(" ", run("judge").err())).contains("1 network-acl-unknown");

    config("acls-2.json", DB_ACL);

    assertThat(run("explain").err()).isEmpty();
    assertThat(run("explain").out()).first().isEqualTo("REJECT");
    assertThat(String.join(" ", run("judge").out())).contains("ACCEPT        = ACCEPT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "judge", "verbose", "audit"})
  void everyCommandSaysThatTwoExportsDiffer(String command) throws IOException {
    config("acls.json", DEFAULT_ACL.formatted(""));
    config("a-db.json", DB_ACL);
    config("z-db.json", DB_ACL.replace("\"allow\"", "\"deny\""));

    assertThat(run(command).err())
        .filteredOn(line -> line.contains("given twice"))
        .singleElement()
        .asString()
        .contains("acl-db is given twice and differs: ")
        .contains("z-db.json: NetworkAcls[0] counts, ")
        .endsWith("a-db.json: NetworkAcls[0] does not; remove the one that is out of date.");
  }

  @Test
  void ofAHistoryItIsSaidOfTheFolderThatHasIt() throws IOException {
    Path dated = folder.resolve("history").resolve("2026-11-22T10-00-00Z");
    Files.createDirectories(dated);
    Files.writeString(dated.resolve("acls.json"), DEFAULT_ACL.formatted(GOES_ON));

    assertThat(Run.of("judge", "--config", folder.resolve("history"), log).err())
        .first()
        .asString()
        .startsWith(dated.resolve("acls.json") + ": NextToken says");
  }

  @Test
  void theLinesAreBounded() throws IOException {
    for (String name : List.of("a.json", "b.json")) {
      StringBuilder vpcs = new StringBuilder("{\"Vpcs\":[");
      for (int i = 0; i < 30; i++) {
        vpcs.append(i == 0 ? "" : ",");
        vpcs.append("{\"VpcId\":\"vpc-x%d\",\"IsDefault\":%s}".formatted(i, name.startsWith("a")));
      }
      config(name, vpcs.append("]}").toString());
    }

    assertThat(run("explain").err())
        .hasSize(21)
        .last()
        .asString()
        .startsWith("10 more contradictions or missing pages: judge --verbose says which.");
    assertThat(run("verbose").err()).filteredOn(line -> line.contains("given twice")).hasSize(30);
  }

  @Test
  void aHostileNameStaysOnItsLine() throws IOException {
    config("acls.json", DEFAULT_ACL.formatted(GOES_ON));
    config("x\u001b[2J.json", "{\"FlowLogs\":[],\"NextToken\":\"x\"}");

    assertThat(run("explain").err()).hasSize(2).noneMatch(line -> line.contains("\u001b"));
  }
}
