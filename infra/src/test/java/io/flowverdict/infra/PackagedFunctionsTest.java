package io.flowverdict.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the stacks know of the functions is what is in their zips.
class PackagedFunctionsTest {
  private static final long LARGEST_UNPACKED = 250L << 20;

  @TempDir private static Path folder;

  private static Map<String, Zip> zips = Map.of();

  @BeforeAll
  static void unpack() {
    zips =
        Map.of(
            AnalyzeFunction.NAME, Zip.of(AnalyzeFunction.NAME, folder.resolve("analyze")),
            CaptureFunction.NAME, Zip.of(CaptureFunction.NAME, folder.resolve("capture")),
            AuditFunction.NAME, Zip.of(AuditFunction.NAME, folder.resolve("audit")),
            ConsoleFunctions.NAME, Zip.of(ConsoleFunctions.NAME, folder.resolve("console")));
  }

  @ParameterizedTest
  @CsvSource({
    "analyze, io.flowverdict.analyze.AnalyzeHandler",
    "capture, io.flowverdict.capture.CaptureHandler",
    "audit, io.flowverdict.audit.AuditHandler",
    "console, io.flowverdict.console.ConsoleHandler",
    "console, io.flowverdict.console.SuppressHandler"
  })
  void theHandlerIsInTheZip(String function, String handler) throws Exception {
    assertThat(
            List.of(
                AnalyzeFunction.HANDLER,
                CaptureFunction.HANDLER,
                AuditFunction.HANDLER,
                ConsoleFunctions.HANDLER,
                ConsoleFunctions.SUPPRESS_HANDLER))
        .contains(handler);
    try (URLClassLoader loader = loader(function)) {
      Class<?> found = loader.loadClass(handler);

      assertThat(found.getConstructor()).isNotNull();
      assertThat(found.getInterfaces())
          .extracting(Class::getName)
          .containsExactly("com.amazonaws.services.lambda.runtime.RequestStreamHandler");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "analyze, analyze aws core parquet",
    "capture, aws capture core",
    "audit, audit aws core",
    "console, aws console core"
  })
  void theZipHoldsJarsOnlyAndNoneOfAnotherFunctionOrATest(String function, String modules)
      throws IOException {
    Zip zip = zip(function);
    assertThat(zip.jars())
        .extracting(jar -> jar.getFileName().toString())
        .allMatch(name -> name.endsWith(".jar"))
        .noneMatch(name -> name.contains("DynamoDBLocal") || name.contains("junit"))
        .filteredOn(name -> name.startsWith("flow-verdict-"))
        .extracting(name -> name.replaceAll("flow-verdict-|-[0-9].*", ""))
        .containsExactlyInAnyOrder(modules.split(" ", -1));
    try (var files = Files.walk(zip.unpacked())) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum())
          .isLessThan(LARGEST_UNPACKED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"analyze", "capture", "audit", "console"})
  void theZipSaysUnderWhichLicencesItsJarsAre(String function) throws IOException {
    Zip zip = zip(function);
    String thirdParty = Files.readString(zip.unpacked().resolve("THIRD-PARTY.txt"));

    assertThat(zip.unpacked().resolve("LICENSE")).hasSameTextualContentAs(Path.of("..", "LICENSE"));
    assertThat(zip.jars())
        .extracting(jar -> jar.getFileName().toString())
        .filteredOn(name -> !name.startsWith("flow-verdict-"))
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> {
          String artifact = name.replaceFirst("-([0-9][^-]*(-jre)?)[.]jar$", ":$1");
          assertThat(thirdParty)
              .containsPattern("\\(.+\\) .* \\(\\S+:" + Pattern.quote(artifact) + " - \\S+\\)");
        });
    assertThat(thirdParty).doesNotContain("Unknown license", "io.flowverdict");
  }

  @ParameterizedTest
  @ValueSource(strings = {"analyze", "capture", "audit", "console"})
  void whatTheLibrariesLogHasOnePlaceToGoTo(String function) throws IOException {
    try (URLClassLoader loader = loader(function)) {
      assertThat(
              Collections.list(
                  loader.getResources("META-INF/services/org.slf4j.spi.SLF4JServiceProvider")))
          .singleElement()
          .asString()
          .contains("slf4j-nop");
    }
  }

  @Test
  void everyChangeThatCaptureKnowsIsSentToIt() throws Exception {
    try (URLClassLoader loader = loader(CaptureFunction.NAME)) {
      Field calls =
          loader.loadClass("io.flowverdict.capture.ChangeEvent").getDeclaredField("CALLS");
      calls.setAccessible(true);

      assertThat(
              ChangeEvents.GROUPS.stream()
                  .flatMap(group -> group.calls().stream().map(call -> group.api() + " " + call)))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(
              ((Map<?, ?>) calls.get(null))
                  .entrySet().stream()
                      .flatMap(api ->
                          ((Set<?>) api.getValue()).stream().map(name -> api.getKey() + " " + name))
                      .toList());
    }
  }

  @Test
  void everyCallThatReadsTheConfigurationIsAllowed() throws Exception {
    Set<String> calls = new TreeSet<>();
    for (String constant : constants("io.flowverdict.aws.inventory.Inventory")) {
      if (constant.matches("(Describe|Get)[A-Z]\\w+")) {
        calls.add("ec2:" + constant);
      }
    }

    assertThat(calls).hasSize(11);
    assertThat(
            Permissions.readConfiguration().flatMap(statement -> statement.getActions().stream()))
        .containsExactlyInAnyOrderElementsOf(calls);
  }

  @Test
  void theEnvironmentIsWhatTheFunctionsAskFor() throws Exception {
    Synthesized everything = Synthesized.of(Synthesized.EVERYTHING);
    Set<String> configuration = variables("io.flowverdict.aws.capture.ConfigurationSettings");
    Set<String> queue = variables("io.flowverdict.aws.queue.SqsRedelivery");
    assertThat(given(everything, CaptureFunction.NAME))
        .isEqualTo(union(List.of(configuration, queue)))
        .contains(WorkQueue.URL);

    Set<String> kept =
        union(List.of(configuration, variables("io.flowverdict.aws.findings.FindingsSettings")));
    Set<String> audit = variables(AuditFunction.NAME, "io.flowverdict.audit.Environment");
    assertThat(audit).isNotEmpty();
    assertThat(given(everything, AuditFunction.NAME)).isEqualTo(union(List.of(kept, audit)));

    Set<String> analyze = variables("io.flowverdict.analyze.Environment");
    Set<String> accounts = variables("io.flowverdict.analyze.LookedAfter");
    assertThat(accounts).hasSize(2);
    assertThat(given(everything, AnalyzeFunction.NAME))
        .isEqualTo(
            union(List.of(kept, analyze, accounts, queue, Set.of(JavaFunction.RUNTIME_OPTIONS))));
  }

  private static Set<String> union(List<Set<String>> sets) {
    return sets.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theEnvironmentOfTheConsoleIsWhatItAsksFor() throws Exception {
    Synthesized everything = Synthesized.of(Synthesized.EVERYTHING);
    Set<String> asked = new TreeSet<>(variables("io.flowverdict.aws.findings.FindingsSettings"));
    asked.addAll(variables("io.flowverdict.aws.capture.ConfigurationSettings"));
    assertThat(given(everything, ConsoleFunctions.SUPPRESS)).isEqualTo(asked);

    Set<String> own = variables(ConsoleFunctions.NAME, "io.flowverdict.console.ConsoleSettings");
    assertThat(own).hasSize(4);
    own.addAll(asked);
    assertThat(given(everything, ConsoleFunctions.NAME)).isEqualTo(own);
  }

  private static Set<String> given(Synthesized templates, String function) {
    return templates
        .ofType("AWS::Lambda::Function")
        .map(Synthesized.Resource::properties)
        .filter(properties ->
            properties.path("FunctionName").asText().equals(JavaFunction.nameOf(function)))
        .flatMap(properties ->
            properties.at("/Environment/Variables").properties().stream().map(Map.Entry::getKey))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> variables(String className) throws IOException {
    return variables(AnalyzeFunction.NAME, className);
  }

  private static Set<String> variables(String function, String className) throws IOException {
    Set<String> variables = new TreeSet<>(constants(function, className));
    variables.removeIf(constant -> !constant.matches("[A-Z]+(_[A-Z]+)+"));
    return variables;
  }

  private static List<String> constants(String className) throws IOException {
    return constants(AnalyzeFunction.NAME, className);
  }

  /// {@return the text constants of a class of a function}
  private static List<String> constants(String function, String className) throws IOException {
    try (URLClassLoader loader = loader(function);
        InputStream code =
            Objects.requireNonNull(
                loader.getResourceAsStream(className.replace('.', '/') + ".class"), className)) {
      ClassModel model = ClassFile.of().parse(code.readAllBytes());
      return StreamSupport.stream(model.constantPool().spliterator(), false)
          .filter(StringEntry.class::isInstance)
          .map(entry -> ((StringEntry) entry).stringValue())
          .toList();
    }
  }

  private static URLClassLoader loader(String function) {
    return new URLClassLoader(
        zip(function).jars().stream()
            .map(Path::toUri)
            .map(PackagedFunctionsTest::url)
            .toArray(URL[]::new),
        ClassLoader.getPlatformClassLoader());
  }

  private static URL url(URI jar) {
    try {
      return jar.toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Zip zip(String function) {
    return Objects.requireNonNull(zips.get(function), function);
  }
}
