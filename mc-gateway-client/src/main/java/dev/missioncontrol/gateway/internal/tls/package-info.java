/** Is this the certificate we know? Pinning by fingerprint, in place of authorities, names and dates. */
@NullMarked
package dev.missioncontrol.gateway.internal.tls;

import org.jspecify.annotations.NullMarked;
