package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose configuration documents say that they are.
class OriginTest {

  private static final String CAPTURE =
      "{'FlowVerdictCapture':{'AccountId':'%s','Region':'%s','Time':'2026-11-22T10:15:00Z'}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'SecurityGroups':[{'GroupId':'sg-1','SecurityGroupArn':'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1'}]} | eu-central-1
          {'PrefixLists':[{'PrefixListId':'pl-1','PrefixListArn':'arn:aws:ec2:ap-southeast-2:aws:prefix-list/pl-1'}]} | ap-southeast-2
          {'Subnets':[{'SubnetId':'subnet-1','SubnetArn':'arn:aws-us-gov:ec2:us-gov-west-1:111122223333:subnet/subnet-1'}]} | us-gov-west-1
          {'Subnets':[{'SubnetId':'subnet-1','AvailabilityZone':'us-east-1f'}]}            | us-east-1
          {'NetworkInterfaces':[{'NetworkInterfaceId':'eni-1','AvailabilityZone':'eu-central-1a'}]} | eu-central-1
          {'Subnets':[{'SubnetId':'subnet-1','AvailabilityZoneId':'euc1-az1'}]}            | eu-central-1
          {'Subnets':[{'SubnetId':'subnet-1','AvailabilityZoneId':'apse2-az3'}]}           | ap-southeast-2
          {'Subnets':[{'SubnetId':'subnet-1','AvailabilityZoneId':'usgw1-az1'}]}           | us-gov-west-1
          # a Local Zone, an ARN of another service, what is no text
          {'Subnets':[{'SubnetId':'subnet-1','AvailabilityZone':'us-west-2-lax-1a'}]}      |
          {'Subnets':[{'SubnetId':'subnet-1','OutpostArn':'arn:aws:outposts:us-east-1:111122223333:outpost/op-1'}]} |
          {'Subnets':[{'SubnetId':'subnet-1','AvailabilityZone':7,'SubnetArn':{}}]}        |
          {'FlowLogs':[{'FlowLogId':'fl-1','LogDestination':'arn:aws:s3:::x'}]}            |
          """)
  void theRegionIsThatOfArnsAndZones(String document, @Nullable String region) {
    LoadedSnapshot loaded = load(document);

    assertThat(loaded.origin().region()).isEqualTo(region);
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void theAccountIsTheOneThatOwnsEverything() {
    String vpc = "{'VpcId':'vpc-1','OwnerId':'111122223333'}";
    String list = "{'PrefixLists':[{'PrefixListId':'pl-1','OwnerId':'AWS'}],'Vpcs':[" + vpc + "]}";

    assertThat(load(list).origin().account()).isEqualTo("111122223333");
    assertThat(load("{'Vpcs':[{'VpcId':'vpc-1'}]}").origin().account()).isNull();
  }

  @Test
  void ofSeveralOwnersNoneIsGuessedAndThatVpcsAreSharedIsNoContradiction() {
    LoadedSnapshot loaded =
        load(
            "{'Vpcs':[{'VpcId':'vpc-1','OwnerId':'111122223333'}]}",
            "{'NetworkInterfaces':[{'NetworkInterfaceId':'eni-1','OwnerId':'444455556666'}]}");

    assertThat(loaded.origin().account()).isNull();
    assertThat(loaded.origin().accounts()).containsExactly("111122223333", "444455556666");
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void whatCaptureNotedCountsBeforeOwners() {
    LoadedSnapshot loaded =
        load(
            CAPTURE.formatted("444455556666", "eu-central-1"),
            "{'Vpcs':[{'VpcId':'vpc-1','OwnerId':'111122223333'}]}");

    assertThat(loaded.origin().account()).isEqualTo("444455556666");
    assertThat(loaded.origin().region()).isEqualTo("eu-central-1");
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void capturesOfTwoPlacesContradictEachOther() {
    LoadedSnapshot loaded =
        load(
            CAPTURE.formatted("111122223333", "eu-central-1"),
            CAPTURE.formatted("444455556666", "eu-west-1"));

    assertThat(loaded.warnings())
        .extracting(Remark::sentence)
        .containsExactly(
            "2.json: 2 Regions are in one configuration (eu-central-1 in 1.json, eu-west-1 in"
                + " 2.json), which is to be that of one account and Region: put each into a folder"
                + " of its own.",
            "2.json: 2 accounts are in one configuration (111122223333 in 1.json, 444455556666 in"
                + " 2.json), which is to be that of one account and Region: put each into a folder"
                + " of its own.");
    assertThat(loaded.origin().account()).isNull();
    assertThat(loaded.origin().region()).isNull();
  }
}
