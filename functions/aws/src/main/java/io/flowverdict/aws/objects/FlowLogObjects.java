package io.flowverdict.aws.objects;

import java.util.Optional;

/// The port through which flow-log objects are read.
public interface FlowLogObjects {

  /// Opens an object; its content is not held. A delivery that breaks off is an
  /// [java.io.IOException] of the stream, never its end.
  ///
  /// @return empty when the object does not exist, or no longer
  Optional<FlowLogContent> open(FlowLogObject object);

  /// {@return what tells the content that the object has now from others; empty when the object
  /// does not exist, or no longer}
  Optional<String> version(FlowLogObject object);
}
