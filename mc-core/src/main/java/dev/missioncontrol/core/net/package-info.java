/** Where does it come from, where does it want to go? Peers, hosts, origins, and the lists that judge them. */
@NullMarked
package dev.missioncontrol.core.net;

import org.jspecify.annotations.NullMarked;
