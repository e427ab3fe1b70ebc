package io.flowverdict.aws.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.aws.history.TimelineTable;
import io.flowverdict.aws.inventory.ReaderRole;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationSettingsTest {
  private static final Map<String, String> LEAST =
      Map.of("REVISIONS_BUCKET", "revisions", "TIMELINE_TABLE", "timeline");

  @Test
  void otherAccountsAreNotReadUnlessThereIsARole() {
    assertThat(ConfigurationSettings.of(LEAST))
        .isEqualTo(new ConfigurationSettings("revisions", new TimelineTable("timeline"), null));
  }

  @Test
  void aRoleMayHaveAnExternalId() {
    assertThat(ConfigurationSettings.of(with("READER_ROLE_NAME", "reader")).role())
        .isEqualTo(new ReaderRole("reader", null));
    Map<String, String> environment = with("READER_ROLE_NAME", "reader");
    environment.put("READER_ROLE_EXTERNAL_ID", "secret");
    assertThat(ConfigurationSettings.of(environment).role())
        .isEqualTo(new ReaderRole("reader", "secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"REVISIONS_BUCKET", "TIMELINE_TABLE"})
  void whatIsMissingIsNamed(String name) {
    assertThatThrownBy(() -> ConfigurationSettings.of(with(name, "")))
        .hasMessage("The environment variable " + name + " is not set");
  }

  @Test
  void anExternalIdWithoutARoleIsAMistake() {
    assertThatThrownBy(() -> ConfigurationSettings.of(with("READER_ROLE_EXTERNAL_ID", "secret")))
        .hasMessage("READER_ROLE_EXTERNAL_ID is set and READER_ROLE_NAME is not");
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put(name, value);
    return environment;
  }
}
