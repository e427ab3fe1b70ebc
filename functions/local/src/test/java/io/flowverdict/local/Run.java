package io.flowverdict.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// What a run of the command line came to.
///
/// @param out the lines of standard output
/// @param err the lines of standard error
record Run(int exitCode, List<String> out, List<String> err) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Runs the command line with these arguments.
  static Run of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int exitCode =
        FlowVerdict.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(texts);
    return new Run(exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }

  /// {@return standard output, read as a JSON object per line}
  List<JsonNode> json() {
    return out.stream().map(Run::json).toList();
  }

  static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("Not JSON: " + line, malformed);
    }
  }
}
