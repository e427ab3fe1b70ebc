package io.flowverdict.core.bulk;

import static io.flowverdict.core.bulk.Shown.byColumns;
import static io.flowverdict.core.bulk.Shown.recordByRecord;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.bulk.Shown.Everything;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.MissingPages;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Columns show what the records one by one show: every verdict with trace, doubts and reasons, how
/// often, the causes with their tallies, witnesses, ports and peers, the uses of rules, gaps and
/// rejected lines.
class ColumnsAgreeWithRecordsTest {

  private static final Instant TIME = Instant.ofEpochSecond(GeneratedLog.BEGIN);

  /// `-Dcolumns.logs=500` compares a million records.
  private static final int LOGS = Integer.getInteger("columns.logs", 24);

  private static final int RECORDS_OF_LOG = 2_000;

  @Test
  void recordsOfSmallNetworks() {
    for (long seed = 0; seed < LOGS; seed++) {
      GeneratedLog generated = new GeneratedLog(seed);
      byte[] log = generated.log(generated.format(), RECORDS_OF_LOG);
      compare(log, history(generated, seed), TIME, seed);
    }
  }

  @Test
  void recordsOfNetworksOfWhichPagesAreMissing() {
    for (long seed = 0; seed < LOGS; seed++) {
      GeneratedLog generated = new GeneratedLog(seed);
      Snapshot part = MissingPages.of(generated.network(), seed);
      InMemoryHistory history = new InMemoryHistory();
      history.observe(Shown.SCOPE, part, TIME.minusSeconds(3000));
      history.observe(Shown.SCOPE, part, TIME.plusSeconds(3000));
      compare(generated.log(generated.format(), RECORDS_OF_LOG), history, TIME, seed);
    }
  }

  /// Records that only a rule tells apart whose prefix list may have further entries.
  @Test
  void portsOfARuleWhosePrefixListLacksEntries() {
    Snapshot network =
        TestNetwork.of(ONE_ACL + "sg-1 in tcp 443 from pl-1; pl-1 has 203.0.113.0/25").toBuilder()
            .incomplete(new Incomplete(Set.of(), Set.of(), Set.of("pl-1")))
            .build();

    compare(log(List.of("eni-1"), "198.51.100.7"), network);
  }

  /// A doubt names the subnet, in which a transit gateway attachment may be that is not listed.
  @Test
  void subnetsOfOneNetworkAclWhereInterfacesAreMissing() {
    Snapshot network =
        TestNetwork.of(ONE_ACL + "acl-1 in 50 deny all from 192.168.0.0/16").toBuilder()
            .incomplete(Incomplete.of(Listing.INTERFACES))
            .build();

    compare(log(List.of("eni-1", "eni-2"), "192.168.0.5"), network);
  }

  /// More than have causes of their own, and more than are kept of what is undecided.
  @Test
  void interfacesThatTheConfigurationLacksBeyondTheBounds() {
    StringBuilder log = new StringBuilder(FlowLogFormat.DEFAULT + "\n");
    for (int i = 0; i < 14_000; i++) {
      log.append(
          "2 111122223333 eni-%05d 10.0.1.10 10.0.2.10 40000 443 6 1 40 %d %d %s OK%n"
              .formatted(
                  i * 7_919 % 12_000,
                  GeneratedLog.BEGIN,
                  GeneratedLog.BEGIN + 60,
                  i % 7 == 0 ? "REJECT" : "ACCEPT"));
      if (i % 20 == 0) {
        log.append(
            "2 111122223333 eni-%05d - - - - - - - %d %d - SKIPDATA%n"
                .formatted(i, GeneratedLog.BEGIN, GeneratedLog.BEGIN + 60));
      }
    }
    InMemoryHistory history = new InMemoryHistory();
    history.observe(Shown.SCOPE, TestNetwork.of(ONE_ACL), TIME.minusSeconds(3000));
    history.observe(Shown.SCOPE, TestNetwork.of(ONE_ACL), TIME.plusSeconds(3000));
    byte[] object = log.toString().getBytes(StandardCharsets.UTF_8);

    compare(object, history, TIME, 0);
    Everything shown = byColumns(object, history, TIME);
    assertThat(shown.causes()).hasSizeBetween(1_001, 2_002);
    assertThat(shown.causes()).anyMatch(each -> each.cause().resource().equals("other-interfaces"));
    assertThat(shown.undecided().size()).isEqualTo(10_000);
  }

  private static final String ONE_ACL =
      """
      vpc-1 has 10.0.0.0/16
      subnet-1 of vpc-1 has 10.0.1.0/24
      subnet-2 of vpc-1 has 10.0.2.0/24
      acl-1 of vpc-1 guards subnet-1 subnet-2
      acl-1 in 100 allow all from any
      eni-1 of subnet-1 has 10.0.1.10 carries sg-1
      eni-2 of subnet-2 has 10.0.2.10 carries sg-1
      sg-1 of vpc-1; sg-1 in tcp 444 from 192.168.0.0/16
      """;

  private static byte[] log(List<String> interfaces, String peer) {
    StringBuilder log = new StringBuilder(FlowLogFormat.DEFAULT + "\n");
    for (String at : interfaces) {
      for (int port : List.of(443, 444)) {
        log.append(
            "2 111122223333 %s %s 10.0.%s.10 40000 %d 6 1 40 %d %d REJECT OK%n"
                .formatted(
                    at,
                    peer,
                    at.substring("eni-".length()),
                    port,
                    GeneratedLog.BEGIN,
                    GeneratedLog.BEGIN + 60));
      }
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void compare(byte[] object, Snapshot network) {
    InMemoryHistory history = new InMemoryHistory();
    history.observe(Shown.SCOPE, network, TIME.minusSeconds(3000));
    history.observe(Shown.SCOPE, network, TIME.plusSeconds(3000));
    compare(object, history, TIME, 0);
    assertThat(byColumns(object, history, TIME).verdicts()).hasSizeGreaterThan(1);
  }

  @Test
  void recordsOfManyWindows() {
    GeneratedLog generated = new GeneratedLog(-1);
    compare(generated.log(generated.format(), 60_000), history(generated, 0), TIME, -1);
  }

  @Test
  void objectsThatAreCutShortOrDamaged() throws IOException {
    for (long seed = 1000; seed < 1020; seed++) {
      GeneratedLog generated = new GeneratedLog(seed);
      byte[] gzip = gzip(generated.log(generated.format(), 3_000));
      History history = history(generated, 0);
      Random random = new Random(seed);
      compare(Arrays.copyOf(gzip, random.nextInt(gzip.length)), history, TIME, seed);
      gzip[random.nextInt(gzip.length)] ^= (byte) (1 << random.nextInt(8));
      compare(gzip, history, TIME, seed);
    }
  }

  /// Each object is judged with what was decided for those before it, whose interfaces have other
  /// numbers.
  @Test
  void objectsOfOneConfigurationAfterEachOther() {
    GeneratedLog generated = new GeneratedLog(77);
    History history = history(generated, 5);
    DecisionCache cache = new DecisionCache();
    for (int i = 0; i < 8; i++) {
      byte[] object = generated.log(generated.format(), RECORDS_OF_LOG);
      compare(byColumns(object, history, TIME, cache), recordByRecord(object, history, TIME), i);
    }
  }

  /// Each object uses less of a rule than the one before: other peers, fewer ports, earlier.
  @Test
  void whatOneObjectUsedOfARuleIsNotToldOfTheNext() {
    InMemoryHistory history = new InMemoryHistory();
    history.observe(Shown.SCOPE, network("sg-1 in tcp 443-500 from any"), TIME.minusSeconds(3000));
    history.observe(Shown.SCOPE, network("sg-1 in tcp 443-500 from any"), TIME.plusSeconds(3000));
    DecisionCache cache = new DecisionCache();
    for (int i = 0; i < 3; i++) {
      byte[] object =
          (FlowLogFormat.DEFAULT
                  + "\n"
                  + accepted("198.51.100." + (10 + i), 443 + i, 60 - i)
                  + accepted("198.51.100." + (20 - i), 500 - i, 60 - i))
              .getBytes(StandardCharsets.UTF_8);
      Everything shown = byColumns(object, history, TIME, cache);
      assertThat(shown.uses()).isNotEmpty();
      compare(shown, recordByRecord(object, history, TIME), i);
    }
  }

  private static String accepted(String peer, int port, int seconds) {
    long end = GeneratedLog.BEGIN + seconds;
    return "2 111122223333 eni-1 %s 10.0.1.10 40000 %d 6 1 40 %d %d ACCEPT OK%n"
        .formatted(peer, port, GeneratedLog.BEGIN, end);
  }

  /// Of two revisions that cover all records the first allows one peer, the second none and all
  /// ports alike.
  @Test
  void whatOnlyAnEarlierRevisionTellsApart() {
    InMemoryHistory history = new InMemoryHistory();
    history.observe(
        Shown.SCOPE, network("sg-1 in tcp 443 from 198.51.100.7"), TIME.minusSeconds(3000));
    history.observe(Shown.SCOPE, network(""), TIME.plusSeconds(900));
    StringBuilder log = new StringBuilder(FlowLogFormat.DEFAULT + "\n");
    for (String peer : List.of("198.51.100.7", "198.51.100.8")) {
      for (int port : List.of(443, 444)) {
        log.append(
            "2 111122223333 eni-1 %s 10.0.1.10 40000 %d 6 1 40 %d %d REJECT OK%n"
                .formatted(peer, port, GeneratedLog.BEGIN, GeneratedLog.BEGIN + 60));
      }
    }
    byte[] object = log.toString().getBytes(StandardCharsets.UTF_8);

    compare(object, history, TIME, 0);
    assertThat(byColumns(object, history, TIME).verdicts()).hasSize(2);
  }

  /// Two NAT gateways that judging does not tell apart; the configuration by which causes are told
  /// apart has one of them only, and which type the other one has is not known by it.
  @Test
  void whatTypeAnInterfaceHasByTheConfigurationOfCauses() {
    String gateways =
        """
        vpc-1 has 10.0.0.0/16
        subnet-1 of vpc-1 has 10.0.1.0/24
        acl-1 of vpc-1 guards subnet-1
        acl-1 in 100 allow all from any
        eni-1 of subnet-1 has 10.0.1.10 type nat_gateway
        """;
    String another = "eni-2 of subnet-1 has 10.0.1.20 type nat_gateway";
    InMemoryHistory history = new InMemoryHistory();
    history.observe(Shown.SCOPE, TestNetwork.of(gateways + another), TIME.minusSeconds(3000));
    history.observe(Shown.SCOPE, TestNetwork.of(gateways + another), TIME);
    history.observe(Shown.SCOPE, TestNetwork.of(gateways), TIME.plusSeconds(600));
    StringBuilder log = new StringBuilder(FlowLogFormat.DEFAULT + "\n");
    for (int i = 1; i <= 2; i++) {
      log.append(
          "2 111122223333 eni-%d 198.51.100.7 10.0.1.%d0 40000 22 6 1 40 %d %d ACCEPT OK%n"
              .formatted(i, i, GeneratedLog.BEGIN - 900, GeneratedLog.BEGIN - 800));
    }
    byte[] object = log.toString().getBytes(StandardCharsets.UTF_8);

    compare(object, history, TIME.plusSeconds(900), 0);
    assertThat(byColumns(object, history, TIME.plusSeconds(900)).causes()).hasSize(1);
  }

  /// A peer of a peered VPC has a public address as one on the Internet has, and no rule tells the
  /// two apart: Block Public Access may have rejected the latter, and only that is an exposure. The
  /// peering is in both configurations, in the one that judges, or in the one of causes.
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true"})
  void peersOfAPeeredVpcOfPublicAddresses(boolean whenJudged, boolean whenClassified) {
    Instant later = TIME.plusSeconds(900);
    InMemoryHistory history = new InMemoryHistory();
    history.observe(Shown.SCOPE, open(whenJudged), TIME.minusSeconds(3000));
    history.observe(Shown.SCOPE, open(whenJudged), TIME);
    history.observe(Shown.SCOPE, open(whenClassified), TIME.plusSeconds(600));
    StringBuilder log = new StringBuilder(FlowLogFormat.DEFAULT + "\n");
    for (String peer : List.of("203.0.113.9", "198.51.100.9")) {
      for (String action : List.of("REJECT", "ACCEPT")) {
        log.append(
            "2 111122223333 eni-1 %s 10.0.1.10 40000 443 6 1 40 %d %d %s OK%n"
                .formatted(peer, GeneratedLog.BEGIN - 900, GeneratedLog.BEGIN - 800, action));
      }
    }
    byte[] object = log.toString().getBytes(StandardCharsets.UTF_8);

    compare(object, history, later, 0);
    assertThat(byColumns(object, history, later).verdicts()).hasSize(whenJudged ? 3 : 2);
  }

  private static Snapshot open(boolean peered) {
    String peering = "\npcx-1 between vpc-1=10.0.0.0/16 vpc-2=203.0.113.0/24 is active";
    return network("sg-1 in tcp 443 from any" + (peered ? peering : ""));
  }

  private static Snapshot network(String rule) {
    return TestNetwork.of(
        """
        vpc-1 has 10.0.0.0/16
        subnet-1 of vpc-1 has 10.0.1.0/24
        acl-1 of vpc-1 guards subnet-1
        acl-1 in 100 allow all from any
        eni-1 of subnet-1 has 10.0.1.10 carries sg-1
        sg-1 of vpc-1
        """
            + rule);
  }

  /// Seeds end with what the history is like: one configuration, one that changed before, between
  /// or after the records, or none; at 4 and 8 nobody looked again after the last change.
  private static History history(GeneratedLog generated, long seed) {
    InMemoryHistory history = new InMemoryHistory();
    long kind = Math.floorMod(seed, 10);
    Snapshot newest = generated.network();
    if (kind != 9) {
      history.observe(Shown.SCOPE, newest, TIME.minusSeconds(3000));
    }
    if (kind >= 5) {
      newest = generated.network();
      history.observe(Shown.SCOPE, newest, TIME.plusSeconds(300 * (kind - 7)));
    }
    if (kind != 4 && kind != 8) {
      history.observe(Shown.SCOPE, newest, TIME.plusSeconds(3000));
    }
    return history;
  }

  /// Compares an object that is the first of its configuration with the same one after others.
  private static void compare(byte[] object, History history, Instant time, long seed) {
    Everything expected = recordByRecord(object, history, time);
    DecisionCache cache = new DecisionCache();
    compare(byColumns(object, history, time, cache), expected, seed);
    compare(byColumns(object, history, time, cache), expected, seed);
  }

  private static void compare(Everything shown, Everything expected, long seed) {
    assertThat(shown.others()).as("seed %d", seed).isEqualTo(expected.others());
    assertThat(shown.verdicts()).as("seed %d", seed).isEqualTo(expected.verdicts());
    assertThat(shown.causes()).as("seed %d", seed).isEqualTo(expected.causes());
    assertThat(shown.uses()).as("seed %d", seed).isEqualTo(expected.uses());
    assertThat(shown).as("seed %d", seed).isEqualTo(expected);
  }

  private static byte[] gzip(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
