package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
    @Test
    void hasAFormThatScannersFind() {
        var text = TokenText.make(TokenText.Kind.VENDOR).text();
        assertThat(text).matches("docket_vendor_[0-9A-Za-z]{61}");
        assertThat(TokenText.parse(text)).extracting(TokenText::text).isEqualTo(text);
    }

    @Test
    void isNeverTheSame() {
        var seen = new HashSet<String>();
        for (int count = 0; count < 1_000; count++) {
            var token = TokenText.make(TokenText.Kind.STAFF);
            assertThat(seen.add(token.publicId()) && seen.add(token.secret())).isTrue();
            assertThat(token.hash()).hasSize(32);
        }
    }

    /** One wrong character is always found, wherever it stands. */
    @Test
    void knowsASlipOfTheKeyboard() {
        var text = TokenText.make(TokenText.Kind.STAFF).text();
        for (int place = 0; place < text.length(); place++) {
            var slip = text.charAt(place) == 'x' ? 'y' : 'x';
            var wrong = text.substring(0, place) + slip + text.substring(place + 1);
            assertThat(TokenText.parse(wrong)).as(wrong).isNull();
        }
        assertThat(TokenText.parse(text.substring(0, text.length() - 1))).isNull();
        assertThat(TokenText.parse(text + "0")).isNull();
        assertThat(TokenText.parse(text.replace("_staff_", "_vendor_"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "docket_staff_", "Bearer x", "docket_other_0", "\u0000"})
    void knowsWhatIsNone(String text) {
        assertThat(TokenText.parse(text)).isNull();
    }

    @Test
    void doesNotPrintItsSecret() {
        var token = TokenText.make(TokenText.Kind.STAFF);
        assertThat(token.toString()).doesNotContain(token.secret()).contains(token.publicId());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.1.7/32, 192.168.1.7, true",
        "192.168.1.7/32, 192.168.1.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "10.0.0.0/8, nonsense, false"
    })
    void rangesHoldAddressesThatBeginAlike(String range, String address, boolean isWithin) {
        var parsed = AddressRange.address(address);
        assertThat(parsed != null && AddressRange.parse(range).contains(parsed)).isEqualTo(isWithin);
    }
}
