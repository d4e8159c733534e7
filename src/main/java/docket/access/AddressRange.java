package docket.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that begin with the same bits, e.g. {@code 10.0.0.0/8}. */
record AddressRange(InetAddress network, int bits) {

    /** Addresses of the old kind have four parts: with fewer it depends on who reads which they are. Zones belong to one machine. */
    private static final Pattern WHOLE = Pattern.compile("\\d+(\\.\\d+){3}|[^%]*:[^%]*");

    static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        if (!WHOLE.matcher(address).matches()) {
            throw new IllegalArgumentException("'%s' is no range of addresses, such as 10.0.0.0/8.".formatted(text));
        }
        var network = InetAddress.ofLiteral(address);
        var length = network.getAddress().length * Byte.SIZE;
        var bits = slash < 0 ? length : Integer.parseInt(text.substring(slash + 1));
        var rest = length - bits;
        if (bits < 0 || rest < 0 || hasBits(network, rest)) {
            throw new IllegalArgumentException("'%s' is no range of addresses, such as 10.0.0.0/8.".formatted(text));
        }
        return new AddressRange(network, bits);
    }

    private static boolean hasBits(InetAddress network, int last) {
        var number = new BigInteger(1, network.getAddress());
        return number.signum() != 0 && number.getLowestSetBit() < last;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }

    /** Null for what is no address. */
    static @Nullable InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    boolean contains(AddressRange other) {
        return other.bits >= bits && contains(other.network);
    }

    boolean contains(InetAddress address) {
        var own = network.getAddress();
        var other = address.getAddress();
        var rest = own.length * Byte.SIZE - bits;
        return own.length == other.length
                && new BigInteger(1, own).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
    }
}
