package io.flowverdict.aws.capture;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.Revision;
import java.time.Instant;

/// What came of making a history reach a time.
public sealed interface Outcome {

  /// It reaches it, and nothing had to be read.
  record Known(Instant verifiedUntil) implements Outcome {
    public Known {
      requireNonNull(verifiedUntil, "verifiedUntil is null");
    }
  }

  /// The configuration was read; this revision was made or confirmed by it.
  record Captured(Revision revision) implements Outcome {
    public Captured {
      requireNonNull(revision, "revision is null");
    }
  }

  /// It does not reach it, for now.
  sealed interface Shortfall extends Outcome {
    /// {@return why, in one sentence}
    String sentence();
  }

  /// AWS refuses to show the configuration until a person mends that.
  record Refused(String reason) implements Shortfall {
    public Refused {
      requireNonNull(reason, "reason is null");
    }

    @Override
    public String sentence() {
      return "Reading it is refused: " + reason + ".";
    }
  }

  /// The configuration could not be read to its end; another time it may.
  record Failed(String reason) implements Shortfall {
    public Failed {
      requireNonNull(reason, "reason is null");
    }

    @Override
    public String sentence() {
      return "Reading it failed: " + reason;
    }
  }

  /// Another was still reading it when waiting for that was over.
  record Unfinished() implements Shortfall {
    @Override
    public String sentence() {
      return "It was still being read.";
    }
  }
}
