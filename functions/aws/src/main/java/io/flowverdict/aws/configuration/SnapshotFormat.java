package io.flowverdict.aws.configuration;

/// The version of the format of stored snapshots: `"FlowVerdictSnapshot": {"version": 1}`.
///
/// A field that older readers may skip needs no new version; a change that would make them misread
/// the snapshot does. Documents of the AWS CLI carry no version.
final class SnapshotFormat {
  static final String KEY = "FlowVerdictSnapshot";
  static final int VERSION = 1;
  private static final String FIELD = "version";

  private SnapshotFormat() {}

  /// @throws ConfigurationException when the document was written in a format of the future
  static void check(Element format) {
    int version = format.object().required(FIELD, each -> each.integer(1, Integer.MAX_VALUE));
    if (version > VERSION) {
      throw new ConfigurationException(
          format.source()
              + " was written by a newer Flow Verdict: its "
              + KEY
              + " version is "
              + version
              + " and this one reads up to "
              + VERSION
              + "; update Flow Verdict.");
    }
  }

  static Fields write() {
    return new Fields().put(FIELD, VERSION);
  }
}
