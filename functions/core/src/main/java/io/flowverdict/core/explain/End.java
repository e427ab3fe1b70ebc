package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.IpAddress;

/// One of the two ends that a question names.
public sealed interface End {

  /// A network interface.
  record OfInterface(String interfaceId) implements End {
    public OfInterface {
      requireNonNull(interfaceId, "interfaceId is null");
    }

    @Override
    public String toString() {
      return interfaceId;
    }
  }

  /// An instance: its network interface, or the one with the lowest id when it has several.
  record OfInstance(String instanceId) implements End {
    public OfInstance {
      requireNonNull(instanceId, "instanceId is null");
    }

    @Override
    public String toString() {
      return instanceId;
    }
  }

  /// An address: the interface that owns it (as a private, secondary, IPv6, delegated or public
  /// address), or an end outside the configuration.
  record OfAddress(IpAddress address) implements End {
    public OfAddress {
      requireNonNull(address, "address is null");
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }

  /// Reads an end as a person types it: `eni-…`, `i-…`, or an IPv4 or IPv6 address.
  ///
  /// @throws UnanswerableException when the text is none of them; the message quotes it
  static End parse(String text) {
    if (text.startsWith("eni-")) {
      return new OfInterface(text);
    }
    if (text.startsWith("i-")) {
      return new OfInstance(text);
    }
    return IpAddress.tryParse(text)
        .map(OfAddress::new)
        .orElseThrow(() ->
            new UnanswerableException(
                "\""
                    + text.substring(0, Math.min(text.length(), 64))
                    + "\" is no end: name a network interface (eni-…), an instance (i-…) or an"
                    + " IP address"));
  }
}
