package io.flowverdict.aws.objects;

import io.flowverdict.core.snapshot.Scope;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The folders of a key, and what they say of the object in them ([flow log
/// files](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html)): plain as
/// `AWSLogs/<account>/vpcflowlogs/<region>/<yyyy>/<mm>/<dd>/`, or in the way of Hive as
/// `AWSLogs/aws-account-id=<account>/aws-service=vpcflowlogs/aws-region=<region>/year=<yyyy>/month=<mm>/day=<dd>/`,
/// each with an hour below if that was chosen, under any prefix. Other services of AWS have the
/// organization's id between `AWSLogs` and the account.
///
/// Folders that say nothing contradict nothing, so that copies of objects may lie anywhere.
///
/// @param names from the outermost to the innermost
record KeyFolders(List<String> names) {

  private static final String LOGS = "AWSLogs";
  private static final String SERVICE = "vpcflowlogs";
  private static final String ACCOUNT = "aws-account-id=";
  private static final String REGION = "aws-region=";
  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

  /// It is not documented in which day's folder a file lies that was written around midnight.
  private static final long MOST_DAYS_BETWEEN = 1;

  KeyFolders {
    names = List.copyOf(names);
  }

  static KeyFolders of(String key) {
    List<String> parts = Arrays.asList(key.split("/", -1));
    return new KeyFolders(parts.subList(0, parts.size() - 1));
  }

  /// {@return whether nothing that the folders say contradicts the name of an object}
  boolean agreeWith(FlowLogObject object) {
    for (int at = 0; at < names.size(); at++) {
      if (!agreesWith(object, at)) {
        return false;
      }
    }
    return true;
  }

  private boolean agreesWith(FlowLogObject object, int at) {
    String name = names.get(at);
    Scope scope = object.scope();
    if (name.startsWith(ACCOUNT)) {
      return name.equals(ACCOUNT + scope.accountId());
    }
    if (name.startsWith(REGION)) {
      return name.equals(REGION + scope.region());
    }
    if (name.startsWith("year=")) {
      return isNear(object, name.substring(5), value(at + 1, "month="), value(at + 2, "day="));
    }
    return switch (name) {
      case LOGS -> isOther(Scope.ACCOUNT_ID, account(at)) || account(at).equals(scope.accountId());
      case SERVICE ->
          (isOther(Scope.ACCOUNT_ID, value(at - 1, "")) || is(at - 1, scope.accountId()))
              && (isOther(Scope.REGION, value(at + 1, "")) || isPlace(object, at + 1));
      default -> true;
    };
  }

  /// The folder of the account under `AWSLogs`.
  private String account(int logs) {
    String below = value(logs + 1, "");
    return ORGANIZATION.matcher(below).matches() ? value(logs + 2, "") : below;
  }

  private boolean isPlace(FlowLogObject object, int at) {
    return is(at, object.scope().region())
        && isNear(object, value(at + 1, ""), value(at + 2, ""), value(at + 3, ""));
  }

  private static boolean isNear(FlowLogObject object, String year, String month, String day) {
    if (year.isEmpty() || month.isEmpty() || day.isEmpty()) {
      return true;
    }
    try {
      LocalDate date = LocalDate.parse(year + "-" + month + "-" + day);
      LocalDate own = LocalDate.ofInstant(object.time(), ZoneOffset.UTC);
      return Math.abs(ChronoUnit.DAYS.between(date, own)) <= MOST_DAYS_BETWEEN;
    } catch (DateTimeException noDate) {
      return false;
    }
  }

  private static boolean isOther(Pattern form, String name) {
    return !form.matcher(name).matches();
  }

  private boolean is(int at, String name) {
    return value(at, "").equals(name);
  }

  /// What stands in a folder's name after a word; empty where there is no such folder.
  private String value(int at, String word) {
    return at >= 0 && at < names.size() && names.get(at).startsWith(word)
        ? names.get(at).substring(word.length())
        : "";
  }
}
