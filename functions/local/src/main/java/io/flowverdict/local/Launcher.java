package io.flowverdict.local;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts [FlowVerdict] on a Java that can run it, whichever `java` is the first on the `PATH`.
///
/// Compiled for Java 17, the rest of the program for Java 25. On an older Java than that it looks
/// for a newer one and runs the program there, in a child process that has its options, standard
/// streams and exit code.
public final class Launcher {

  private static final int NEEDED = 25;

  /// The class [FlowVerdict], which an older Java than needed cannot load.
  static final String PROGRAM = "io.flowverdict.local.FlowVerdict";

  /// Exit code where no Java is found that can run the program: the same as for other bad usage.
  static final int NO_JAVA = 2;

  private Launcher() {}

  /// Runs the program with `arguments` and ends this process with its exit code.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int running = Runtime.version().feature();
    if (running >= NEEDED) {
      FlowVerdict.main(arguments);
      return;
    }
    Path home = Path.of(System.getProperty("java.home"));
    System.exit(launch(running, home, System.getenv(), arguments, System.err));
  }

  /// The exit code of the program, run by a Java that [JavaHome#find] finds; [#NO_JAVA] and a line
  /// on `err` where it finds none.
  static int launch(
      int running, Path home, Map<String, String> environment, String[] arguments, PrintStream err)
      throws IOException, InterruptedException {
    Optional<JavaHome> newer = JavaHome.find(NEEDED, environment.get("JAVA_HOME"), home);
    if (newer.isEmpty()) {
      err.printf(
          "flow-verdict needs Java %d or newer; this is Java %d at %s; set JAVA_HOME to a JDK %d%n",
          NEEDED, running, home, NEEDED);
      return NO_JAVA;
    }
    List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
    String classPath = System.getProperty("java.class.path");
    return run(new ProcessBuilder(command(newer.get(), options, classPath, arguments)).inheritIO());
  }

  /// The command that runs the program with the Java of `home`.
  static List<String> command(
      JavaHome home, List<String> options, String classPath, String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.program().toString());
    command.addAll(options);
    // As the jar's manifest says it, which counts for `java -jar` only.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath, PROGRAM));
    command.addAll(List.of(arguments));
    return command;
  }

  /// The exit code of the process that `program` starts; a signal that ends this process ends that
  /// one too.
  private static int run(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return process.waitFor();
  }
}
