package io.flowverdict.analyze;

import static java.util.Objects.requireNonNull;

import io.flowverdict.aws.objects.FlowLogObject;
import java.util.Optional;

/// What a delivery comes to before its object is looked at.
sealed interface Admission {

  /// The object is to be analysed.
  record Admitted(FlowLogObject object) implements Admission {
    public Admitted {
      requireNonNull(object, "object is null");
    }
  }

  /// The object is left alone.
  record Refused(SkipReason reason) implements Admission {
    public Refused {
      requireNonNull(reason, "reason is null");
    }
  }

  /// {@return whether an object is analysed, by its key alone}
  static Admission of(Delivery delivery, LookedAfter lookedAfter) {
    Optional<FlowLogObject> object = FlowLogObject.of(delivery.bucket(), delivery.key());
    if (object.isEmpty()) {
      return new Refused(SkipReason.NOT_A_FLOW_LOG_KEY);
    }
    if (!object.get().agreesWithFolders()) {
      return new Refused(SkipReason.FOLDER_AND_NAME_DISAGREE);
    }
    return lookedAfter.contains(object.get().scope())
        ? new Admitted(object.get())
        : new Refused(SkipReason.ACCOUNT_NOT_LOOKED_AFTER);
  }
}
