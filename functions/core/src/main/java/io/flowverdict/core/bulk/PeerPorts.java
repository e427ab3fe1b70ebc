package io.flowverdict.core.bulk;

import io.flowverdict.core.net.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which ports the rules at alike interfaces tell apart, by the class of the peer's address: only
/// rules that may match the peer do. Mutable, as it is found out when it is asked for.
final class PeerPorts {

  /// At interfaces without rules.
  static final PeerPorts WITHOUT_RULES = new PeerPorts(_ -> RulePorts.WITHOUT_RULES);

  private final Maker maker;
  private @Nullable PortClasses[] byAddress = new PortClasses[16];

  /// Finds out which ports are told apart.
  interface Maker {
    /// {@return which ports the rules tell apart that may match a peer}
    ///
    /// @param peer one of alike ones; null where it is not known
    PortClasses of(@Nullable IpAddress peer);
  }

  PeerPorts(Maker maker) {
    this.maker = maker;
  }

  /// {@return the classes of ports for peers of a class of addresses; null when nobody asked for
  /// them by [#find] yet}
  @Nullable PortClasses known(int addressClass) {
    return addressClass < byAddress.length ? byAddress[addressClass] : null;
  }

  /// {@return the classes of ports for peers of a class of addresses}
  ///
  /// @param peer one of them; null where it is not known
  PortClasses find(int addressClass, @Nullable IpAddress peer) {
    PortClasses known = known(addressClass);
    if (known != null) {
      return known;
    }
    if (addressClass >= byAddress.length) {
      byAddress = Arrays.copyOf(byAddress, 2 * addressClass);
    }
    PortClasses made = maker.of(peer);
    byAddress[addressClass] = made;
    return made;
  }
}
