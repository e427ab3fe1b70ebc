package io.flowverdict.aws.configuration;

import static io.flowverdict.aws.configuration.Documents.load;
import static io.flowverdict.aws.configuration.Documents.refusal;
import static io.flowverdict.aws.configuration.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.core.snapshot.Vpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents that nobody's AWS CLI writes: each ends in a snapshot or in one
/// [ConfigurationException].
class HostileConfigurationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WRONGS_EACH = 2;

  /// Values that are wrong in most places.
  private static final List<String> WRONG =
      List.of(
          "null",
          "true",
          "-1",
          "7",
          "1e400",
          "99999999999999999999999999",
          "0.5",
          "\"\"",
          "\"\\u0000\\u001b[2J\\n\"",
          "\"\\ud800\"",
          "\"10.0.0.0/8\"",
          "\"" + "x".repeat(5000) + "\"",
          "[]",
          "[[]]",
          "[null]",
          "{}",
          "{\"GroupId\":{}}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # document                                    | complaint
          ``                                            | 1.json is empty;
          ` `                                           | 1.json is empty;
          []                                            | 1.json holds no JSON object such as
          [{'GroupId':'sg-1'}]                          | 1.json holds no JSON object such as
          'Vpcs'                                        | 1.json holds no JSON object such as
          null                                          | 1.json holds no JSON object such as
          7                                             | 1.json holds no JSON object such as
          {'Vpcs':[]}{'Vpcs':[]}                        | 1.json holds a second document at line 1, column 12;
          {'Vpcs':[]},                                  | 1.json cannot be read as JSON at line 1, column 1
          {'Vpcs':[]                                    | 1.json cannot be read as JSON at line 1, column 1
          {'Vpcs':[{'VpcId':'vpc-1'}                    | 1.json cannot be read as JSON at line 1, column 2
          {'Vpcs':[{'VpcId':'vp                         | 1.json cannot be read as JSON at line 1, column 2
          {'Vpcs':[{'VpcId':NaN}]}                      | 1.json cannot be read as JSON at line 1, column 2
          {'Vpcs':[],'Vpcs':[]}                         | 1.json cannot be read as JSON at line 1, column 18 (Duplicate field 'Vpcs')
          {'Other':{'a':1,'a':2}}                       | 1.json cannot be read as JSON at line 1, column 20 (Duplicate field 'a')
          {'Vpcs':[{'VpcId':'vpc-1','VpcId':'vpc-2'}]}  | 1.json cannot be read as JSON at line 1, column 34 (Duplicate field 'VpcId')
          {'Vpcs':{}}                                   | 1.json: Vpcs is an object where a list is expected;
          {'Vpcs':'x'}                                  | 1.json: Vpcs is "x" where a list is expected;
          {'Vpcs':[null]}                               | 1.json: Vpcs[0] is null where an object is expected;
          {'Vpcs':[{'VpcId':'vpc-1'},[]]}               | 1.json: Vpcs[1] is a list where an object is expected;
          {'Vpcs':[{}]}                                 | 1.json: Vpcs[0].VpcId is missing where an id
          {'Vpcs':[{'VpcId':''}]}                       | 1.json: Vpcs[0].VpcId is "" where an id
          {'Vpcs':[{'VpcId':'vpc 1'}]}                  | 1.json: Vpcs[0].VpcId is "vpc 1" where an id
          {'Vpcs':[{'VpcId':'vpc-\\u00001'}]}           | 1.json: Vpcs[0].VpcId is "vpc-?1" where an id
          {'Vpcs':[{'VpcId':'v','IsDefault':'yes'}]}    | 1.json: Vpcs[0].IsDefault is "yes" where true or false
          {'Vpcs':[{'VpcId':'v','Tags':{'Name':'x'}}]}  | 1.json: Vpcs[0].Tags is an object where a list
          {'Vpcs':[{'VpcId':'v','CidrBlock':7}]}        | 1.json: Vpcs[0].CidrBlock is 7 where a CIDR block
          {'Subnets':[{}]}                              | 1.json: Subnets[0].SubnetId is missing
          {'NetworkInterfaces':[{}]}                    | 1.json: NetworkInterfaces[0].NetworkInterfaceId is missing
          {'SecurityGroups':[{}]}                       | 1.json: SecurityGroups[0].GroupId is missing
          {'SecurityGroupRules':[{}]}                   | 1.json: SecurityGroupRules[0].SecurityGroupRuleId is missing
          {'NetworkAcls':[{}]}                          | 1.json: NetworkAcls[0].NetworkAclId is missing
          {'ManagedPrefixLists':[{}]}                   | 1.json: ManagedPrefixLists[0].PrefixListId is missing
          {'PrefixLists':[{}]}                          | 1.json: PrefixLists[0].PrefixListId is missing
          {'VpcPeeringConnections':[{}]}                | 1.json: VpcPeeringConnections[0].VpcPeeringConnectionId is missing
          {'VpcPeeringConnections':[{'VpcPeeringConnectionId':'pcx-1'}]} | 1.json: VpcPeeringConnections[0].Status is missing
          {'SecurityGroupVpcAssociations':[{}]}         | 1.json: SecurityGroupVpcAssociations[0].GroupId is missing
          {'FlowLogs':[{}]}                             | 1.json: FlowLogs[0].FlowLogId is missing
          {'FlowVerdictSnapshot':1}                     | 1.json: FlowVerdictSnapshot is 1 where an object
          {'FlowVerdictSnapshot':null}                  | 1.json: FlowVerdictSnapshot is null where an object
          {'FlowVerdictSnapshot':{}}                    | 1.json: FlowVerdictSnapshot.version is missing
          {'FlowVerdictSnapshot':{'version':'1'}}       | 1.json: FlowVerdictSnapshot.version is "1"
          {'FlowVerdictSnapshot':{'version':2,'incomplete':7}} | 1.json: FlowVerdictSnapshot.incomplete is 7 where an object
          {'FlowVerdictSnapshot':{'version':2,'incomplete':{'listings':['Pods']}}} | 1.json: FlowVerdictSnapshot.incomplete.listings[0] is "Pods" where a key such as NetworkAcls
          {'FlowVerdictSnapshot':{'version':2,'incomplete':{'groups':['a b']}}} | 1.json: FlowVerdictSnapshot.incomplete.groups[0] is "a b" where an id
          {'FlowVerdictCapture':[]}                     | 1.json: FlowVerdictCapture is a list where an object
          {'FlowVerdictCapture':{}}                     | 1.json: FlowVerdictCapture.AccountId is missing where an account id of twelve digits
          {'FlowVerdictCapture':{'AccountId':'1'}}      | 1.json: FlowVerdictCapture.AccountId is "1" where an account id of twelve digits
          {'FlowVerdictCapture':{'AccountId':'111122223333','Region':'x/../y'}} | 1.json: FlowVerdictCapture.Region is "x/../y" where a Region
          {'FlowVerdictCapture':{'AccountId':'111122223333','Region':'eu-central-1','Time':'now'}} | 1.json: FlowVerdictCapture.Time is "now" where a time
          """)
  void aDocumentThatCannotBeUnderstoodIsRefused(String document, String complaint) {
    assertThat(refusal(document)).startsWith(complaint);
  }

  @Test
  void whateverStandsInAFieldTheDocumentLoadsOrIsRefused() throws IOException {
    JsonNode document = JSON.readTree(write(GeneratedSnapshot.of(7)));
    List<Place> places = new ArrayList<>();
    collectPlaces(document, places);
    assertThat(places).hasSizeGreaterThan(200);
    Random random = new Random(7);
    int refused = 0;

    for (Place place : places) {
      for (int i = 0; i < WRONGS_EACH; i++) {
        place.set.accept(JSON.readTree(WRONG.get(random.nextInt(WRONG.size()))));
        refused += loadsOrIsRefused(JSON.writeValueAsBytes(document)) ? 0 : 1;
      }
      place.set.accept(place.good);
    }
    assertThat(loadsOrIsRefused(JSON.writeValueAsBytes(document))).isTrue();
    assertThat(refused).isGreaterThan(places.size() * WRONGS_EACH / 2);
  }

  /// A place in a tree: what stands there, and something that takes what is to stand there.
  private record Place(JsonNode good, Consumer<JsonNode> set) {}

  private static void collectPlaces(JsonNode node, List<Place> places) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String name = field.getKey();
        collectPlaces(field.getValue(), places);
        places.add(new Place(field.getValue(), value -> object.set(name, value)));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        collectPlaces(array.get(i), places);
        places.add(new Place(array.get(i), value -> array.set(index, value)));
      }
    }
  }

  @Test
  void aDocumentCutAnywhereIsRefused() {
    byte[] good = write(GeneratedSnapshot.of(3));

    for (int length = 0; length < good.length; length += length < 500 ? 1 : 37) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThat(loadsOrIsRefused(cut)).as("cut after %d bytes", length).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aDocumentWithDamagedBytesLoadsOrIsRefused(long seed) {
    byte[] good = write(GeneratedSnapshot.of(seed));
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = good.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      loadsOrIsRefused(damaged);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void noiseLoadsOrIsRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      loadsOrIsRefused(noise);
    }
  }

  @Test
  void deepNestingIsRefusedWhereverItIs() {
    String deep = "[".repeat(100_000);

    for (String document :
        List.of(
            "{'Other':" + deep,
            "{'Vpcs':" + deep,
            "{'Vpcs':[{'VpcId':'vpc-1','Tags':" + deep,
            "{'a':".repeat(100_000))) {
      assertThat(refusal(document))
          .startsWith("1.json cannot be read as JSON at line 1, column ")
          .contains("nested too deeply");
    }
  }

  @Test
  void aHugeNumberIsRefusedOrSkipped() {
    String huge = "9".repeat(900);

    assertThat(
            refusal(
                "{'NetworkAcls':[{'NetworkAclId':'a','Entries':[{'CidrBlock':'::/0','RuleNumber':"
                    + huge
                    + "}]}]}"))
        .startsWith("1.json: NetworkAcls[0].Entries[0].RuleNumber is 999")
        .contains("9… where a whole number")
        .hasSizeLessThan(300);
    assertThat(
            load("{'Other':" + huge + ",'Vpcs':[{'VpcId':'v','X':" + huge + "}]}")
                .snapshot()
                .vpcs())
        .containsOnlyKeys("v");
    assertThat(refusal("{'Other':[" + "9".repeat(2000) + "]}"))
        .contains("too long a name, text or number");
  }

  @Test
  void aHugeTextIsRefusedOrCut() {
    String huge = "x".repeat(900_000);
    LoadedSnapshot loaded =
        load(
            "{'%s':1,'Vpcs':[{'VpcId':'v','Tags':[{'Key':'Name','Value':'%s'}],'X':'%s'}]}"
                .formatted("k".repeat(10_000), huge, huge));

    assertThat(loaded.snapshot().vpcs().values())
        .extracting(Vpc::name)
        .singleElement()
        .asString()
        .hasSize(1000)
        .endsWith("x…");
    assertThat(loaded.remarks())
        .extracting(Remark::sentence)
        .singleElement()
        .asString()
        .hasSizeLessThan(200);
    assertThat(refusal("{'Vpcs':[{'VpcId':'" + huge + "'}]}")).hasSizeLessThan(300);
    assertThat(refusal("{'Vpcs':[{'VpcId':'v','OwnerId':'" + "x".repeat(129) + "'}]}"))
        .startsWith("1.json: Vpcs[0].OwnerId is \"xxx");
    assertThat(refusal("{'Vpcs':[{'VpcId':'v','X':'" + huge + huge + "'}]}"))
        .startsWith("1.json cannot be read as JSON at line 1, ");
  }

  @Test
  void halfACharacterInATextIsReplaced() {
    LoadedSnapshot loaded =
        load(
            "{'Vpcs':[{'VpcId':'v','Tags':[{'Key':'Name','Value':'a\\ud83eb\\udd8ac\\ud83e\\udd8a'}]}]}");

    assertThat(loaded.snapshot().vpcs().values())
        .extracting(Vpc::name)
        .containsExactly("a\uFFFDb\uFFFDc🦊");
  }

  @Test
  void aTextIsNotCutInsideACharacter() {
    String name = "x".repeat(998) + "🦊🦊";
    LoadedSnapshot loaded =
        load("{'Vpcs':[{'VpcId':'v','Tags':[{'Key':'Name','Value':'" + name + "'}]}]}");

    assertThat(loaded.snapshot().vpcs().values())
        .extracting(Vpc::name)
        .containsExactly("x".repeat(998) + "…");
    assertThat(load(write(loaded.snapshot())).snapshot()).isEqualTo(loaded.snapshot());
  }

  @Test
  void aMessageIsOneLineWithoutControlCharacters() {
    assertThat(refusal("{'Vpcs':[{'VpcId':'a\\r\\n\\u001b[31m\\u202eb'}]}"))
        .startsWith("1.json: Vpcs[0].VpcId is \"a???[31m?b\" where an id");
    assertThat(refusal("{'Vpcs':[\n\n\u0001]}")).doesNotContain("\n").doesNotContain("\u0001");
  }

  /// {@return whether it loads}
  private static boolean loadsOrIsRefused(byte[] document) {
    try {
      load(document);
      return true;
    } catch (ConfigurationException refused) {
      assertThat(refused.getMessage())
          .startsWith("1.json")
          .endsWith(".")
          .doesNotContain("\n")
          .hasSizeLessThan(600);
      return false;
    }
  }
}
