package io.flowverdict.aws.inventory;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;

/// The port behind which configurations are as they are now.
public interface LiveConfiguration {

  /// {@return the whole configuration of an account and Region}
  ///
  /// @throws AccountUnreadableException when it must not be read
  /// @throws InventoryException when it could not be read to the end, this time
  Snapshot read(Scope scope);
}
