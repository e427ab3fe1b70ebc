package io.flowverdict.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the function does with the events of its schedule.
class AuditHandlerTest {

  private final AuditedWorld world = new AuditedWorld();
  private final StringBuilder log = new StringBuilder();

  private String handle(String event) throws IOException {
    LambdaLogger logger =
        new LambdaLogger() {
          @Override
          public void log(String message) {
            log.append(message);
          }

          @Override
          public void log(byte[] message) {
            log.append(new String(message, UTF_8));
          }
        };
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> {
                  assertThat(method.getName()).isEqualTo("getLogger");
                  return logger;
                });
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new AuditHandler(world.run())
        .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, context);
    return answer.toString(UTF_8);
  }

  @Test
  void anEventNamesWhatIsAudited() throws IOException {
    String answer = handle("{\"account\":\"111122223333\",\"region\":\"eu-central-1\"}");

    assertThat(answer)
        .startsWith("{\"audited\":\"111122223333/eu-central-1\",\"revision\":\"revision-1\"")
        .contains("\"found\":{", "\"new\":", "\"changed\":0");
    assertThat(log.toString().strip()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                   | account
          {"account":"123","region":"eu-central-1"}            | account is "123"
          {"account":"111122223333"}                           | region
          {"account":"111122223333","region":"../eu"}          | region is "../eu"
          """)
  void anEventThatNamesNothingIsRefused(String event, String expected) {
    assertThatThrownBy(() -> handle(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void anEnvironmentThatLacksSomethingIsRefusedByName() {
    assertThatThrownBy(() -> Environment.run(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("REVISIONS_BUCKET");
  }
}
