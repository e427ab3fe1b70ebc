package io.flowverdict.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.console.html.Attribute;
import io.flowverdict.console.html.Tag;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.text.Printable;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Names, descriptions, log text and parameters that try to be more than text.
class HostileDataTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  private static final Set<String> TAGS =
      Stream.concat(
              Arrays.stream(Tag.values()).map(Tag::toString),
              Stream.of("html", "head", "body", "style"))
          .collect(Collectors.toSet());
  private static final Set<String> ATTRIBUTES =
      Arrays.stream(Attribute.Name.values())
          .map(Attribute.Name::toString)
          .collect(Collectors.toSet());

  static Stream<String> texts() {
    return Stream.of(
        "<script>alert(1)</script>",
        "<cwdb-action action=\"call\" endpoint=\"arn:aws:lambda:x\">{}</cwdb-action>",
        "</cwdb-action><cwdb-action action='call' endpoint='arn:evil'>{}</cwdb-action>",
        "<svg onload=alert(1)><use href=x></svg>",
        "</style><iframe src=//evil>",
        "\" onmouseover=\"alert(1)\" x=\"",
        "' onclick='alert(1)",
        "` onclick=`x",
        "&lt;b&gt; &amp; &#60;",
        "<!-- ]]> <![CDATA[ -->",
        "{\"query\":\"suppress\"}",
        "\\\",\"endpoint\":\"arn:evil\"",
        "a\u0000b\u0007c\u001b[31md\r\nWARN fake",
        "abc\u202Edlrow\u2066x",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        "javascript:alert(1)",
        "$(rm -rf ~); `id`; 'x' | y",
        "\ud83d\ude00 \ud83d lone");
  }

  private final ConsoleWorld world = new ConsoleWorld();

  /// An account where everything is called so.
  private String keep(String text) {
    String id =
        world.keep(
            new Cause(
                FindingKind.REJECTED_BY_SECURITY_GROUP,
                ConsoleWorld.SCOPE,
                "eni-1",
                "sg-1 " + text,
                text,
                Protocol.TCP,
                443),
            Severity.HIGH,
            NINE,
            "Sentence: " + text);
    world.keep(
        Cause.of(FindingKind.UNREADABLE_RECORDS, ConsoleWorld.SCOPE, text),
        Severity.LOW,
        NINE,
        text);
    world.history.observe(ConsoleWorld.SCOPE, snapshot(text), NINE);
    Finding finding = world.findings.find(id).orElseThrow();
    Instant until = Instant.parse("2027-01-01T00:00:00Z");
    world.findings.change(finding, StatusChange.suppression(NINE, text, text, until));
    Finding suppressed = world.findings.find(id).orElseThrow();
    world.findings.change(
        suppressed, StatusChange.automatic(Status.REOPENED, until, "Again: " + text));
    return id;
  }

  private static Snapshot snapshot(String text) {
    SecurityGroupRule rule =
        new SecurityGroupRule(
            text,
            "sg-1",
            Direction.INGRESS,
            new Traffic.Ports(Protocol.TCP, PortRange.of(80)),
            new Peer.OfCidr(Cidr.parse("10.0.0.0/8")),
            text);
    return Snapshot.builder()
        .interfaces(
            List.of(
                new NetworkInterface(
                    "eni-1",
                    text,
                    text,
                    "interface",
                    "vpc-1",
                    null,
                    null,
                    null,
                    null,
                    false,
                    true,
                    List.of(IpAddress.parse("10.0.1.10")),
                    List.of(),
                    List.of(),
                    Set.of("sg-1", text))))
        .securityGroups(List.of(new SecurityGroup("sg-1", text, "vpc-1", null, List.of(rule))))
        .flowLogs(
            List.of(new FlowLog(text, "vpc-1", text, "ACTIVE", text, text, text, text, text, 60)))
        .build();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void nothingFromOutsideIsInterpretedOnAnyPage(String text) throws IOException {
    String id = keep(text);
    for (String query :
        List.of(
            "\"query\":\"overview\"",
            "\"query\":\"findings\"",
            "\"query\":\"finding\",\"id\":\"" + id + "\"",
            "\"query\":\"ask\",\"from\":\"10.9.9.9\",\"to\":\"eni-1\",\"port\":443",
            "\"query\":\"rules\",\"group\":\"sg-1\"",
            "\"query\":\"rules\"")) {
      assertHarmless(world.page(query));
    }
    Document page = Jsoup.parse(world.page("\"query\":\"finding\",\"id\":\"" + id + "\""));
    assertThat(page.select("bdi"))
        .extracting(Element::wholeText)
        .contains("Sentence: " + Printable.of(text));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void noParameterAndNoFormIsInterpreted(String text) throws IOException {
    for (String query :
        List.of("overview", "findings", "finding", "ask", "rules", "suppress", text)) {
      for (String name :
          List.of(
              "text", "id", "from", "to", "at", "group", "page", "account", "kind", "x", text)) {
        ObjectNode event = JSON.createObjectNode();
        event.put("query", query).put(name, text);
        event
            .withObject("/widgetContext")
            .put("theme", text)
            .put("locale", text)
            .put("width", text);
        ((ObjectNode) event.path("widgetContext"))
            .withObject("/timezone")
            .put("offsetISO", text)
            .put("label", text);
        ((ObjectNode) event.path("widgetContext")).withObject("/forms/all").put(name, text);
        JsonNode answer = world.ask(event.toString());
        assertHarmless(answer.asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void theFunctionThatSuppressesInterpretsNothingEither(String text) throws IOException {
    String id = keep("harmless");
    for (String name : List.of("id", "who", "reason", "until", "console", "account", "x")) {
      ObjectNode event = JSON.createObjectNode();
      event
          .put("query", "suppress")
          .put("id", id)
          .put("who", "Jane")
          .put("reason", "Known.")
          .put("until", "1d")
          .put(name, text);
      event.withObject("/widgetContext");
      String page =
          Invocation.of(new SuppressHandler(world.findings, ConsoleWorld.CLOCK), event.toString())
              .asText();
      assertHarmless(page);
    }
  }

  /// A page has the elements and attributes of its makers, and calls nobody but these functions.
  private static void assertHarmless(String html) {
    assertThat(html).startsWith("<div");
    Document page = Jsoup.parse(html);
    for (Element element : page.getAllElements()) {
      if (!element.tagName().equals("#root")) {
        assertThat(TAGS).contains(element.tagName());
        element.attributes().forEach(each -> assertThat(ATTRIBUTES).contains(each.getKey()));
      }
    }
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.select("[endpoint]"))
        .extracting(action -> action.attr("endpoint"))
        .allMatch(arn -> arn.equals(Invocation.ARN) || arn.equals(ConsoleWorld.SUPPRESSOR));
    assertThat(page.select("[href]"))
        .extracting(link -> link.attr("href"))
        .allMatch(link -> link.startsWith("https://eu-central-1.console.aws.amazon.com/"));
    for (Element action : page.select("cwdb-action")) {
      assertThat(parsed(action.wholeText()).isObject()).isTrue();
      assertThat(parsed(action.html()).isObject()).isTrue();
    }
    assertThat(html.chars().filter(Character::isISOControl).filter(each -> each != '\n')).isEmpty();
    assertThat(html).doesNotContain("\u202e", "\u2066");
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException noJson) {
      throw new AssertionError("No JSON: " + json, noJson);
    }
  }
}
