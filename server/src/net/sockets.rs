//! The two sockets of a venue: TCP for HTTP and WebSocket, UDP of the same number for WebTransport.
//!
//! Port 0 picks a number that is free for both. The kernel's default receive buffer holds some 256 packets, which one
//! tick of a full hall overruns, so a large one is asked for, and the operator is told when the kernel gives less.

use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};

use socket2::{Domain, Protocol, Socket, Type};

/// Wanted size of the UDP buffers.
const BUFFER_BYTES: usize = 8 * 1024 * 1024;
/// Connections that may wait to be accepted.
const BACKLOG: i32 = 1_024;
/// How often a picked number may turn out to be taken for UDP.
const PICKS: u32 = 32;

/// Sockets of one number.
#[derive(Debug)]
pub struct Sockets {
    /// For HTTP and WebSocket.
    pub tcp: TcpListener,
    /// For WebTransport.
    pub udp: UdpSocket,
    /// Where both are.
    pub address: SocketAddr,
}

impl Sockets {
    /// Binds both at `address`.
    ///
    /// # Errors
    /// When the address is taken or not ours.
    pub fn bind(address: SocketAddr) -> io::Result<Self> {
        let mut picks = 1;
        loop {
            match Self::bind_pair(address) {
                Err(fault) if fault.kind() == io::ErrorKind::AddrInUse && address.port() == 0 && picks < PICKS => {
                    picks += 1;
                }
                bound => return bound,
            }
        }
    }

    fn bind_pair(wanted: SocketAddr) -> io::Result<Self> {
        let tcp = socket(wanted, Type::STREAM, Protocol::TCP)?;
        // Lets a server that was restarted have its number back at once.
        tcp.set_reuse_address(true)?;
        tcp.bind(&wanted.into())?;
        tcp.listen(BACKLOG)?;
        let tcp = TcpListener::from(tcp);
        let address = tcp.local_addr()?;
        let udp = socket(address, Type::DGRAM, Protocol::UDP)?;
        udp.bind(&address.into())?;
        enlarge(&udp);
        Ok(Self { tcp, udp: UdpSocket::from(udp), address })
    }
}

fn socket(address: SocketAddr, kind: Type, protocol: Protocol) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(address), kind, Some(protocol))?;
    if address.is_ipv6() {
        socket.set_only_v6(false)?;
    }
    socket.set_nonblocking(true)?;
    Ok(socket)
}

fn enlarge(udp: &Socket) {
    let asked = udp.set_recv_buffer_size(BUFFER_BYTES).and_then(|()| udp.set_send_buffer_size(BUFFER_BYTES));
    let given = asked.and_then(|()| Ok(udp.recv_buffer_size()?.min(udp.send_buffer_size()?))).unwrap_or(0);
    if given < BUFFER_BYTES {
        tracing::warn!(
            given_bytes = given,
            wanted_bytes = BUFFER_BYTES,
            "the kernel gives a small UDP buffer; full halls will lose packets. Set net.core.rmem_max and \
             net.core.wmem_max to 8388608 or more"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picked_number_is_the_same_for_both() {
        let sockets = Sockets::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        assert_ne!(sockets.address.port(), 0);
        assert_eq!(sockets.udp.local_addr().unwrap(), sockets.address);
    }

    #[test]
    fn a_taken_number_is_an_error() {
        let sockets = Sockets::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        assert!(Sockets::bind(sockets.address).is_err());
    }
}
