package io.flowverdict.aws.objects;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.KeptTimes;
import io.flowverdict.core.snapshot.ChosenHistory;
import io.flowverdict.core.snapshot.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An object that VPC Flow Logs delivered, by what its key tells ([flow log
/// files](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html)).
///
/// The file's name is `<account>_vpcflowlogs_<region>_<flow log
/// id>_<YYYYMMDD>T<HHmm>Z_<hash>.log.gz`, or `.log.parquet`. The folders above it differ by the
/// flow log's options. Who may write into the folder of one account can give a file any name, so
/// the account of the name is to be believed only where the folders agree ([#agreesWithFolders()]).
///
/// The `account-id` of the records is not compared with it. It is the owner of the network
/// interface ([fields](https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html)),
/// `unknown` for some that AWS services create, and where a VPC is shared the flow log of its owner
/// records the interfaces of the participants too ([shared
/// VPCs](https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html)): records of other
/// accounts are no sign of a mistake, and what they show is the flow log's owner's to see.
///
/// @param key the decoded key
/// @param scope the account and Region of the flow log
/// @param flowLogId for example `fl-0a1b2c3d`
/// @param time the time in the name: when the file's slot began
public record FlowLogObject(
    String bucket, String key, Scope scope, String flowLogId, Instant time) {

  private static final String S3 = "s3://";

  private static final Pattern NAME =
      Pattern.compile(
          "(?<account>"
              + Scope.ACCOUNT_ID.pattern()
              + ")_vpcflowlogs_(?<region>"
              + Scope.REGION.pattern()
              + ")_(?<flowLog>fl-[0-9a-z]{1,32})"
              + "_(?<time>[0-9]{8}T[0-9]{4})Z_[0-9A-Za-z]{1,64}\\.log(\\.gz|\\.parquet)?");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm");

  public FlowLogObject {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(key, "key is null");
    requireNonNull(scope, "scope is null");
    requireNonNull(flowLogId, "flowLogId is null");
    requireNonNull(time, "time is null");
  }

  /// {@return the object with this key, or empty when the key is not one of a VPC flow log: its
  /// name is another, has a Region that is none, or a time at which no record could be kept}
  public static Optional<FlowLogObject> of(String bucket, String key) {
    Matcher name = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      Instant time = LocalDateTime.parse(name.group("time"), TIME).toInstant(ZoneOffset.UTC);
      Scope scope = new Scope(name.group("account"), name.group("region"));
      return Optional.of(new FlowLogObject(bucket, key, scope, name.group("flowLog"), time))
          .filter(FlowLogObject::isOfPossibleTime);
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  /// {@return the object with this [#name()]; empty when no object of a VPC flow log has it}
  public static Optional<FlowLogObject> ofName(String name) {
    int slash = name.indexOf('/', S3.length());
    return name.startsWith(S3) && slash > 0
        ? of(name.substring(S3.length(), slash), name.substring(slash + 1))
        : Optional.empty();
  }

  /// Whether its time, and those that its records may claim, can be kept.
  private boolean isOfPossibleTime() {
    return KeptTimes.contain(time.minus(ChosenHistory.LATEST_ARRIVAL))
        && KeptTimes.contain(time.plus(ChosenHistory.FURTHEST_AHEAD));
  }

  /// {@return whether the folders of the key name no other account, Region or day than the name
  /// does}
  public boolean agreesWithFolders() {
    return KeyFolders.of(key).agreeWith(this);
  }

  /// The object's name, by which findings refer to it: `s3://bucket/key`.
  public String name() {
    return S3 + bucket + "/" + key;
  }
}
