package io.flowverdict.local;

import io.flowverdict.aws.configuration.LoadedSnapshot;
import io.flowverdict.aws.configuration.Remark;
import io.flowverdict.aws.configuration.Superseded;
import io.flowverdict.core.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/// What makes every answer about a configuration less certain: listings that go on, documents that
/// contradict each other. Every command says it, one line each.
final class ConfigurationWarnings {

  /// How many lines there may be; what the others say, `judge --verbose` tells.
  private static final int MOST = 20;

  private ConfigurationWarnings() {}

  static void print(LoadedSnapshot loaded, PrintWriter err) {
    List<String> sentences = sentences(loaded);
    sentences.stream().limit(MOST).map(Printable::of).forEach(err::println);
    if (sentences.size() > MOST) {
      err.printf(
          "%d more contradictions or missing pages: judge --verbose says which.%n",
          sentences.size() - MOST);
    }
  }

  static List<String> sentences(LoadedSnapshot loaded) {
    return Stream.concat(
            loaded.warnings().stream().map(Remark::sentence),
            loaded.superseded().stream().map(Superseded::sentence))
        .toList();
  }
}
