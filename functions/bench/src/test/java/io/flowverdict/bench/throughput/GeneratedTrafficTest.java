package io.flowverdict.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedTrafficTest {

  private static final int RECORDS = 20_000;
  private static final GeneratedTiers TIERS = new GeneratedTiers(1, 100, 20);

  @Test
  void theSameSeedGivesTheSameObject() {
    byte[] object = GeneratedTraffic.object(TIERS, false, RECORDS);
    assertThat(GeneratedTraffic.object(TIERS, false, RECORDS)).isEqualTo(object);
    assertThat(GeneratedTraffic.object(new GeneratedTiers(2, 100, 20), false, RECORDS))
        .isNotEqualTo(object);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyLineIsARecord(boolean wide) {
    assertThat(records(wide)).hasSize(RECORDS);
  }

  @Test
  void oneRecordInTwelveIsNoise() {
    long rejected =
        records(false).stream().filter(record -> record.action() == Action.REJECT).count();
    assertThat(rejected).isBetween(RECORDS / 13L, RECORDS / 11L);
  }

  @Test
  void recordsComeInBundlesOfOneInterfaceAndOneTime() {
    List<Integer> sizes = bundleSizes(records(false));
    assertThat(Collections.max(sizes)).isBetween(GeneratedTraffic.LARGEST_BUNDLE / 2, 140);
    assertThat(RECORDS / (double) sizes.size()).isBetween(10.0, 30.0);
    assertThat(sizes).contains(1, 2, 3);
  }

  @Test
  void anObjectIsAsDenseAsTheCapture() throws IOException {
    byte[] object = GeneratedTraffic.object(TIERS, false, RECORDS);
    assertThat(object.length / (double) RECORDS).isBetween(12.0, 17.0);
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(object))) {
      assertThat(plain.readAllBytes().length / (double) RECORDS).isBetween(105.0, 120.0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1_000})
  void theConfigurationDecidesAsIsRecorded(int interfaces) {
    for (boolean wide : new boolean[] {false, true}) {
      GeneratedTiers tiers = new GeneratedTiers(interfaces, interfaces, 20);
      Contenders contenders =
          new Contenders(tiers, GeneratedTraffic.object(tiers, wide, RECORDS / 4));
      assertThat(contenders.judged().causes().observed())
          .extracting(observed -> observed.cause().kind())
          .contains(FindingKind.REJECTED_BY_SECURITY_GROUP, FindingKind.EXPOSED_TO_INTERNET)
          .doesNotContain(
              FindingKind.RECORDED_ACCEPT_UNEXPLAINED,
              FindingKind.RECORDED_REJECT_UNEXPLAINED,
              FindingKind.INTERFACE_UNKNOWN,
              FindingKind.UNREADABLE_RECORDS);
    }
  }

  private static List<FlowRecord> records(boolean wide) {
    List<FlowRecord> records = new ArrayList<>();
    byte[] object = GeneratedTraffic.object(TIERS, wide, RECORDS);
    try (FlowLogReader reader = FlowLogReader.open(new ByteArrayInputStream(object))) {
      reader.iterator().forEachRemaining(entry -> records.add((FlowRecord) entry));
    }
    return records;
  }

  private static List<Integer> bundleSizes(List<FlowRecord> records) {
    List<Integer> sizes = new ArrayList<>();
    List<Object> before = List.of();
    for (FlowRecord record : records) {
      List<Object> bundle = Arrays.asList(record.interfaceId(), record.start(), record.end());
      if (bundle.equals(before)) {
        sizes.set(sizes.size() - 1, sizes.getLast() + 1);
      } else {
        sizes.add(1);
      }
      before = bundle;
    }
    return sizes;
  }
}
