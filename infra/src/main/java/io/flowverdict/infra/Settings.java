package io.flowverdict.infra;

import static io.flowverdict.infra.Option.ACCOUNTS;
import static io.flowverdict.infra.Option.ACCOUNTS_FILE;
import static io.flowverdict.infra.Option.ALARM_EMAIL;
import static io.flowverdict.infra.Option.ALARM_TOPIC;
import static io.flowverdict.infra.Option.ANALYZE_CONCURRENCY;
import static io.flowverdict.infra.Option.BACKFILL_CONCURRENCY;
import static io.flowverdict.infra.Option.CAPTURE_MINUTES;
import static io.flowverdict.infra.Option.EXTERNAL_ID;
import static io.flowverdict.infra.Option.FLOW_LOG_FORMAT;
import static io.flowverdict.infra.Option.FUNCTION_LOGS_KEPT_DAYS;
import static io.flowverdict.infra.Option.HOURS_KEPT_DAYS;
import static io.flowverdict.infra.Option.KMS_KEY;
import static io.flowverdict.infra.Option.LAG_ALARM_MINUTES;
import static io.flowverdict.infra.Option.LOG_BUCKET;
import static io.flowverdict.infra.Option.LOG_BUCKET_KEY;
import static io.flowverdict.infra.Option.LOG_BUCKET_OWNER;
import static io.flowverdict.infra.Option.LOG_KEPT_DAYS;
import static io.flowverdict.infra.Option.LOG_PREFIX;
import static io.flowverdict.infra.Option.ORGANIZATION;
import static io.flowverdict.infra.Option.REGIONS;
import static io.flowverdict.infra.Option.RESERVE_CONCURRENCY;
import static io.flowverdict.infra.Option.RESOLVED_KEPT_DAYS;
import static io.flowverdict.infra.Option.RESOLVE_AFTER_DAYS;
import static io.flowverdict.infra.Option.SILENCE_ALARM_HOURS;
import static io.flowverdict.infra.Option.UNDECIDED_ALARM_PERCENT;
import static io.flowverdict.infra.Option.USAGE_WINDOW_DAYS;
import static io.flowverdict.infra.Option.VPCS;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What to deploy.
///
/// @param vpcs whose flow logs to create
/// @param kmsKeyArn what encrypts all that is kept; empty for the services' own keys
/// @param flowLogFormat `plain-text` or `parquet`, as the EC2 API says it
record Settings(
    Logs logs,
    List<String> vpcs,
    String flowLogFormat,
    Scopes scopes,
    int captureMinutes,
    Concurrency concurrency,
    int hoursKeptDays,
    int resolvedKeptDays,
    int resolveAfterDays,
    int usageWindowDays,
    int functionLogsKeptDays,
    String kmsKeyArn,
    Alerts alerts) {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{1,12}){1,4}-[0-9]{1,2}");
  private static final Pattern KEY =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[\\w-]+");
  private static final Pattern FOLDER = Pattern.compile("[\\w!.*'()=-]+(/[\\w!.*'()=-]+)*/");
  private static final Pattern VPC = Pattern.compile("vpc-[0-9a-f]{8,17}");
  private static final Pattern EXTERNAL = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern TOPIC =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[\\w-]{1,256}");

  /// The days that CloudWatch Logs can keep a log for, up to two years.
  private static final List<Integer> KEEPING_DAYS =
      List.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731);

  /// The seven days that CloudWatch looks at for an alarm.
  private static final int MOST_SILENCE_HOURS = 168;

  /// [ids of organizations](
  /// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html)
  private static final Pattern IN_ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

  /// What one deployment is measured with.
  private static final int MOST_ACCOUNTS = 1000;

  /// More than that would take more than the 1,000 invocations at once that a queue may have, were
  /// they captured every minute.
  private static final int MOST_SCOPES = 5000;

  /// As many as may be audited at the same moment without taking the concurrency of the account.
  private static final int MOST_UNRESERVED_SCOPES = 200;

  /// Where flow logs are delivered to.
  ///
  /// @param bucket an existing bucket; empty to create one
  /// @param owner the account of the existing bucket; empty for the one that is deployed to
  /// @param keyArn what the existing bucket's objects are encrypted with; empty for S3's own key
  /// @param prefix what comes before `AWSLogs/`: empty or with a slash at its end
  /// @param keptDays after how many days the created bucket forgets a log
  record Logs(String bucket, String owner, String keyArn, String prefix, int keptDays) {
    boolean created() {
      return bucket.isEmpty();
    }

    /// {@return what the keys of all flow-log objects begin with}
    String keyPrefix() {
      return prefix + "AWSLogs/";
    }
  }

  /// Whose configuration is captured: every account in every Region.
  ///
  /// @param accounts beside the one that is deployed to
  /// @param regions empty for the Region that is deployed to
  /// @param organization of the accounts; empty where policies name each account
  record Scopes(
      List<String> accounts, List<String> regions, String externalId, String organization) {
    Scopes {
      accounts = List.copyOf(accounts);
      regions = List.copyOf(regions);
    }

    /// {@return how many pairs of an account and a Region there are}
    int count() {
      return (accounts.size() + 1) * Math.max(1, regions.size());
    }
  }

  /// @param reserved whether that much of the account's concurrency is set aside
  record Concurrency(int analyze, int backfill, boolean reserved) {}

  /// When there is an alarm, and whom it reaches.
  ///
  /// @param email empty for nobody
  /// @param topicArn empty for none
  /// @param silenceHours after how many hours without an object; 0 for never
  record Alerts(
      String email, String topicArn, int undecidedPercent, int lagMinutes, int silenceHours) {
    boolean reachNobody() {
      return email.isEmpty() && topicArn.isEmpty();
    }
  }

  Settings {
    vpcs = List.copyOf(vpcs);
  }

  /// {@return the settings that these options describe}
  ///
  /// @throws InvalidSettingsException when they are wrong; the message names the option
  static Settings of(GivenOptions given) {
    int hoursKept = given.number(HOURS_KEPT_DAYS, 1, 9999);
    Scopes scopes = scopes(given);
    Concurrency concurrency = concurrency(given);
    if (!concurrency.reserved()) {
      mostPairs(
          scopes, MOST_UNRESERVED_SCOPES, "with " + RESERVE_CONCURRENCY.key() + "=false it takes");
    }
    return new Settings(
        logs(given, hoursKept),
        given.list(VPCS, VPC, "a VPC's id such as vpc-0123456789abcdef0"),
        given.oneOf(FLOW_LOG_FORMAT, Set.of("text", "parquet")).equals("text")
            ? "plain-text"
            : "parquet",
        scopes,
        given.number(CAPTURE_MINUTES, 1, 1440),
        concurrency,
        hoursKept,
        given.number(RESOLVED_KEPT_DAYS, 1, 9999),
        given.number(RESOLVE_AFTER_DAYS, 1, 9999),
        given.number(USAGE_WINDOW_DAYS, 1, hoursKept),
        given.oneOfNumbers(FUNCTION_LOGS_KEPT_DAYS, KEEPING_DAYS),
        given.text(KMS_KEY, KEY, "the ARN of a KMS key"),
        alerts(given));
  }

  private static Logs logs(GivenOptions given, int hoursKept) {
    Logs logs =
        new Logs(
            given.text(LOG_BUCKET, BUCKET, "a bucket's name"),
            given.text(LOG_BUCKET_OWNER, ACCOUNT, "an account id of twelve digits"),
            given.text(LOG_BUCKET_KEY, KEY, "the ARN of a KMS key"),
            given.text(LOG_PREFIX, FOLDER, "folders with a slash at their end, such as network/"),
            given.number(LOG_KEPT_DAYS, 1, 9999));
    if (logs.created()) {
      mustBeLeftOut(logs.owner(), LOG_BUCKET_OWNER);
      mustBeLeftOut(logs.keyArn(), LOG_BUCKET_KEY);
    }
    if (logs.prefix().startsWith("AWSLogs/") || logs.prefix().contains("/AWSLogs/")) {
      throw new InvalidSettingsException(
          LOG_PREFIX.key() + " is what comes before AWSLogs/, without AWSLogs/ itself");
    }
    if (logs.created() && logs.keptDays() > hoursKept) {
      throw new InvalidSettingsException(
          HOURS_KEPT_DAYS.key()
              + " is "
              + hoursKept
              + ", less than "
              + LOG_KEPT_DAYS.key()
              + ", "
              + logs.keptDays()
              + ": a log that is read again after its hours are forgotten would be counted again");
    }
    return logs;
  }

  private static void mustBeLeftOut(String value, Option option) {
    if (!value.isEmpty()) {
      throw new InvalidSettingsException(
          option.key() + " is about an existing bucket; give " + LOG_BUCKET.key() + " too");
    }
  }

  private static Scopes scopes(GivenOptions given) {
    String account = "an account id of twelve digits";
    Scopes scopes =
        new Scopes(
            Stream.concat(
                    given.list(ACCOUNTS, ACCOUNT, account).stream(),
                    given.lines(ACCOUNTS_FILE, ACCOUNT, account).stream())
                .distinct()
                .toList(),
            given.list(REGIONS, REGION, "a Region such as eu-central-1"),
            given.text(
                EXTERNAL_ID, EXTERNAL, "an external id of 2 to 1224 letters, digits or +=,.@:/-"),
            given.text(ORGANIZATION, IN_ORGANIZATION, "an organization's id such as o-a1b2c3d4e5"));
    if (scopes.accounts().isEmpty() != scopes.externalId().isEmpty()) {
      throw new InvalidSettingsException(
          ACCOUNTS.key() + " and " + EXTERNAL_ID.key() + " go together: give both or neither");
    }
    if (scopes.accounts().isEmpty() && !scopes.organization().isEmpty()) {
      throw new InvalidSettingsException(
          ORGANIZATION.key()
              + " is about other accounts; give "
              + ACCOUNTS.key()
              + " or "
              + ACCOUNTS_FILE.key()
              + " too");
    }
    if (scopes.accounts().size() > MOST_ACCOUNTS) {
      throw new InvalidSettingsException(
          ACCOUNTS.key()
              + " and "
              + ACCOUNTS_FILE.key()
              + " name "
              + scopes.accounts().size()
              + " accounts; one deployment takes "
              + MOST_ACCOUNTS);
    }
    mostPairs(scopes, MOST_SCOPES, "one deployment takes");
    return scopes;
  }

  private static void mostPairs(Scopes scopes, int most, String taken) {
    if (scopes.count() > most) {
      throw new InvalidSettingsException(
          ACCOUNTS.key()
              + " and "
              + REGIONS.key()
              + " make "
              + scopes.count()
              + " pairs of an account and a Region; "
              + taken
              + " "
              + most);
    }
  }

  /// Two is the least that Lambda takes as the maximum concurrency of a queue.
  private static Concurrency concurrency(GivenOptions given) {
    return new Concurrency(
        given.number(ANALYZE_CONCURRENCY, 2, 1000),
        given.number(BACKFILL_CONCURRENCY, 1, 1000),
        given.oneOf(RESERVE_CONCURRENCY, Set.of("true", "false")).equals("true"));
  }

  private static Alerts alerts(GivenOptions given) {
    return new Alerts(
        given.text(ALARM_EMAIL, EMAIL, "a mail address"),
        given.text(ALARM_TOPIC, TOPIC, "the ARN of an SNS topic"),
        given.number(UNDECIDED_ALARM_PERCENT, 1, 100),
        given.number(LAG_ALARM_MINUTES, 1, 10_080),
        given.number(SILENCE_ALARM_HOURS, 0, MOST_SILENCE_HOURS));
  }
}
