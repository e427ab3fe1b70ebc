package io.flowverdict.core.flowlog;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/// Logs and documents that are easily taken for flow logs, told by their first line.
enum OtherLog {
  DOCUMENT("<.*", "HTML or XML, possibly the answer to a download that failed"),
  S3_ACCESS("[0-9a-f]{32,64} \\S+ \\[.*", "an access log of S3"),
  LOAD_BALANCER(
      "((https?|h2|grpcs?|wss?|tls) [0-9.]* ?)?[0-9]{4}-[0-9-]+T\\S+ (app/|net/|[\\w-]+"
          + " [0-9.]+:).*",
      "an access log of a load balancer"),
  CLOUDFRONT("#Version:.*", "an access log of CloudFront");

  private static final String REMEDY = ": " + FirstLine.REMEDY;

  private final Pattern line;
  private final String what;

  OtherLog(String line, String what) {
    this.line = Pattern.compile(line);
    this.what = what;
  }

  /// {@return that an object is none that is read}
  ///
  /// @param number of its first line that is not blank
  /// @param line this one, which is neither a header line nor a record
  static UnreadableObjectException of(long number, String line) {
    String begin = Excerpt.of(line, RejectedLine.LONGEST_TEXT);
    String clause =
        Arrays.stream(values())
            .filter(other -> other.line.matcher(begin).matches())
            .map(other -> "names no field of a flow log: this is " + other.what)
            .findFirst()
            .orElse("names no field of a flow log and is no record");
    return FirstLine.notAFlowLog(number, clause);
  }

  /// {@return that JSON is none that is read}
  ///
  /// @param keys of its objects
  static UnreadableObjectException ofJson(Set<String> keys) {
    return new UnreadableObjectException(
        UnreadableReason.NOT_A_FLOW_LOG, 1, "The object is JSON, and " + clause(keys));
  }

  private static String clause(Set<String> keys) {
    if (OpenSchema.isOne(keys)) {
      return OpenSchema.REFUSAL;
    }
    if (keys.contains("query_name")) {
      return "this is a query log of Route 53 Resolver" + REMEDY;
    }
    if (keys.contains("eventName") || keys.contains("eventVersion")) {
      return "this is CloudTrail or an event" + REMEDY;
    }
    if (keys.contains("httpRequest")) {
      return "this is a log of AWS WAF" + REMEDY;
    }
    if (keys.contains("ResultSet")) {
      return "these are results of Athena: give the CSV file that Athena wrote to S3";
    }
    if (keys.contains("field") && keys.contains("value")) {
      return "these are results of CloudWatch Logs Insights: export them with the fields of the"
          + " flow log, or with @message";
    }
    return "none of its objects names the fields of a flow log or has a record as its message"
        + REMEDY;
  }
}
