import Testing

@testable import SequenceTraining

@Suite struct PartTicketsTests {
  @Test(arguments: 1...5, [0, 1, 2, 4, 7, 64])
  func `a worker alone takes its own share in order, then the others'`(
    workers: Int, count: Int
  ) {
    let tickets = PartTickets(workerCount: workers)
    for worker in 0..<workers {
      tickets.deal(count, run: UInt64(worker + 1))
      var taken: [Int] = []
      while let part = tickets.take(worker) { taken.append(part) }
      let share = Array(worker * count / workers..<(worker + 1) * count / workers)
      #expect(Array(taken.prefix(share.count)) == share)
      #expect(taken.sorted() == Array(0..<count))
    }
  }

  @Test func `who helps takes from the end, and the owner keeps what it has begun`() {
    let tickets = PartTickets(workerCount: 2)
    tickets.deal(8, run: 1)
    #expect((0..<2).map { _ in tickets.take(0) } == [0, 1])
    #expect((0..<4).map { _ in tickets.take(1) } == [4, 5, 6, 7])
    #expect(tickets.take(1) == 3)
    #expect(tickets.take(0) == 2)
    #expect(tickets.take(0) == nil)
    #expect(tickets.take(1) == nil)
  }

  @Test func `workers see a new run also where it has no part for them`() {
    let tickets = PartTickets(workerCount: 3)
    #expect((0..<3).map { tickets.run(of: $0) } == [0, 0, 0])
    tickets.deal(1, run: 1)
    #expect((0..<3).map { tickets.run(of: $0) } == [1, 1, 1])
    #expect(tickets.take(0) == 0)
    #expect((0..<3).map { tickets.run(of: $0) } == [1, 1, 1])
  }

  @Test func `a share keeps the number of its run while it is taken`() {
    let most = 1 << 20 - 1
    var share = PartShare(run: 0xFF_FFFE, next: most - 2, end: most)
    #expect(share.take(atEnd: true) == most - 1)
    #expect(share.take(atEnd: false) == most - 2)
    #expect(share.take(atEnd: false) == nil)
    #expect(share.take(atEnd: true) == nil)
    #expect(share.run == 0xFF_FFFE)
  }

  @Test func `more parts than a share counts trap`() async {
    await #expect(processExitsWith: .failure) {
      PartTickets(workerCount: 1).deal(1 << 20, run: 1)
    }
  }
}
