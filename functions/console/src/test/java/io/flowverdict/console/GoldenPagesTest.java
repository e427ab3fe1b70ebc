package io.flowverdict.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages as a whole, for people to read. `-Dgolden.update=true` writes them anew.
class GoldenPagesTest {

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "io", "flowverdict", "console");

  private final SampleWorld sample = new SampleWorld();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          overview | "query":"overview"                                                            | "theme":"light","width":600
          ask      | "query":"ask","from":"i-0a990000000000001","to":"10.0.3.10","port":5432       | "theme":"dark","width":400,"locale":"de","timezone":{"offsetISO":"+01:00"}
          """)
  void aPageIsAsItWasReadLast(String name, String query, String context) throws IOException {
    Document page = Jsoup.parse(sample.world.page(query, context));
    page.select("style").remove();
    String html = page.body().html() + "\n";
    Path golden = FOLDER.resolve(name + ".html");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, html);
    }
    assertThat(html).isEqualTo(Files.readString(golden));
  }
}
