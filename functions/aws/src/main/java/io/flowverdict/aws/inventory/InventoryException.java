package io.flowverdict.aws.inventory;

/// A reading that did not come to its end. It may succeed another time: the API was busy or broke
/// off, credentials expired, something changed meanwhile.
public final class InventoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InventoryException(String message) {
    super(message);
  }

  InventoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
