package io.flowverdict.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class PartsBenchmarkTest {

  @Test
  void everyPartIsMeasured() {
    Collection<BenchmarkListEntry> found =
        BenchmarkList.defaultList()
            .find(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of(),
                List.of());
    Set<String> measured =
        found.stream().map(BenchmarkListEntry::getUserClassQName).collect(Collectors.toSet());
    assertThat(PartsBenchmark.PARTS)
        .extracting(Class::getName)
        .containsExactlyInAnyOrderElementsOf(measured);
  }
}
