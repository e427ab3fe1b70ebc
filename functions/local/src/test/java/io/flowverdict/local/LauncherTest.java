package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {

  @TempDir private Path installed;

  @ParameterizedTest
  @CsvSource({
    "25, 25",
    "25.0.3, 25",
    "26-ea, 26",
    "17.0.15, 17",
    "11.0.2, 11",
  })
  void theReleaseFileSaysWhichJavaItIs(String version, int feature) throws Exception {
    Path home = install("jdk", version);

    assertThat(JavaHome.read(home)).contains(new JavaHome(home, feature));
  }

  @Test
  void aFolderWithoutAReleaseFileIsNoJava() {
    assertThat(JavaHome.read(installed)).isEmpty();
  }

  @Test
  void aFolderWithoutTheProgramIsNoJava() throws Exception {
    Path home = install("jdk", "25");
    Files.delete(new JavaHome(home, 25).program());

    assertThat(JavaHome.read(home)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "Java", "1.8.0_402", "25..3", "\\u00zz"})
  void aReleaseFileWithoutAVersionIsNoJava(String version) throws Exception {
    assertThat(JavaHome.read(install("jdk", version))).isEmpty();
  }

  @Test
  void javaHomeIsPreferredToTheJavaBesideTheRunningOne() throws Exception {
    Path chosen = install("elsewhere/chosen", "26");
    Path running = install("jvm/running", "17");
    install("jvm/other", "25");

    assertThat(JavaHome.find(25, chosen.toString(), running)).contains(new JavaHome(chosen, 26));
  }

  @Test
  void aJavaHomeThatIsTooOldIsPassedOver() throws Exception {
    Path running = install("jvm/running", "17");
    Path other = install("jvm/other", "25");

    assertThat(JavaHome.find(25, running.toString(), running)).contains(new JavaHome(other, 25));
  }

  @Test
  void theOldestJavaThatWillDoIsTakenOfThoseBesideTheRunningOne() throws Exception {
    Path running = install("jvm/running", "17");
    install("jvm/a", "27");
    Path oldest = install("jvm/b", "25.0.3");
    install("jvm/c", "21");

    assertThat(JavaHome.find(25, null, running)).contains(new JavaHome(oldest, 25));
  }

  @Test
  void whereNoJavaWillDoOneLineSaysWhatToDo() throws Exception {
    Path running = install("jvm/running", "17.0.15");
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exitCode =
        Launcher.launch(
            17,
            running,
            Map.of("JAVA_HOME", running.toString()),
            new String[] {"demo"},
            new PrintStream(err, true, UTF_8));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "flow-verdict needs Java 25 or newer; this is Java 17 at "
                + running
                + "; set JAVA_HOME to a JDK 25");
  }

  @Test
  void theNewerJavaIsGivenTheOptionsOfTheRunningOneAndTheArgumentsUnchanged() {
    JavaHome home = new JavaHome(Path.of("jdk"), 25);

    List<String> command =
        Launcher.command(
            home, List.of("-Xmx1g"), "a.jar", new String[] {"judge", "a b", "", "--config"});

    assertThat(command)
        .containsExactly(
            home.program().toString(),
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            "a.jar",
            "io.flowverdict.local.FlowVerdict",
            "judge",
            "a b",
            "",
            "--config");
  }

  @Test
  void theProgramThatIsStartedIsFlowVerdict() {
    assertThat(Launcher.PROGRAM).isEqualTo(FlowVerdict.class.getName());
  }

  @ParameterizedTest
  @CsvSource({"--version, 0, flow-verdict", "--no-such-option, 2, Unknown option"})
  void theProgramHasTheStreamsAndTheExitCodeOfTheLauncher(
      String argument, int exitCode, String output) throws Exception {
    String classPath = System.getProperty("java.class.path");

    assertThat(launchAsOldJava(classPath, argument)).isEqualTo(exitCode);
    assertThat(written()).content().startsWith(output);
  }

  @Test
  void theLauncherDoesWithoutTheClassesThatAnOldJavaCannotLoad() throws Exception {
    for (Class<?> needed : List.of(Launcher.class, JavaHome.class, OldJava.class)) {
      String file = needed.getName().replace('.', '/') + ".class";
      Path copy = installed.resolve(file);
      Files.createDirectories(copy.getParent());
      try (InputStream bytes = needed.getClassLoader().getResourceAsStream(file)) {
        Files.copy(bytes, copy);
      }
    }

    assertThat(launchAsOldJava(installed.toString(), "--version")).isEqualTo(1);
    assertThat(written())
        .content()
        .startsWith("Error: Could not find or load main class io.flowverdict.local.FlowVerdict");
  }

  private int launchAsOldJava(String classPath, String argument) throws Exception {
    Path thisJava = Path.of(System.getProperty("java.home"));
    Process launcher =
        new ProcessBuilder(
                new JavaHome(thisJava, 25).program().toString(),
                "-cp",
                classPath,
                OldJava.class.getName(),
                thisJava.toString(),
                argument)
            .redirectErrorStream(true)
            .redirectOutput(written().toFile())
            .start();
    assertThat(launcher.waitFor(60, SECONDS)).isTrue();
    return launcher.exitValue();
  }

  private Path written() {
    return installed.resolve("written");
  }

  /// The launcher as it runs on Java 17 where `JAVA_HOME` is the first argument.
  static final class OldJava {

    public static void main(String[] arguments) throws Exception {
      Map<String, String> environment = Map.of("JAVA_HOME", arguments[0]);
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      System.exit(Launcher.launch(17, Path.of(arguments[0]), environment, rest, System.err));
    }
  }

  private Path install(String name, String version) throws Exception {
    Path home = installed.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Example\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x86_64\"\n");
    Path program = Files.createFile(new JavaHome(home, 0).program());
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return home;
  }
}
